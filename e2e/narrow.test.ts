import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

/** What sticks out to the right of a page: what cannot be read without scrolling sideways. Nothing, if nothing does. */
const stickingOut = `(() => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return []
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5)
    .map((element) => element.tagName + '.' + element.className)
})()`

/** The texts of such elements that are cut: they run out of a part that hides what runs out, or out of the page. */
const cut = (selector: string) => `[...document.querySelectorAll('${selector}')].filter((element) => {
  const box = element.getBoundingClientRect()
  if (box.width === 0) return false
  const parts = [element]
  while (parts[0].parentElement) parts.unshift(parts[0].parentElement)
  return box.left < 0 || box.right > innerWidth + 0.5 || parts.some((part) =>
    part !== document.documentElement && getComputedStyle(part).overflowX !== 'visible' && part.scrollWidth > part.clientWidth)
}).map((element) => element.textContent)`

/** Words of the bar that are in nobody's way: left to right, with nothing over anything, in one line, within the page. */
const bar = `(() => {
  const boxes = [...document.querySelectorAll('.nav-link')].map((link) =>
    [...link.querySelectorAll('.nav-words, .nav-short')].map((each) => each.getBoundingClientRect()).find(({ width }) => width > 1))
  const inOrder = boxes.filter(Boolean).sort((one, other) => one.left - other.left)
  return {
    labelled: inOrder.length,
    overlapping: inOrder.filter((box, index) => index > 0 && box.left < inOrder[index - 1].right).length,
    outside: inOrder.filter(({ left, right, height }) => left < 0 || right > innerWidth || height > 20).length,
  }
})()`

describe('a phone of 320 px', () => {
  const stage = sharedStage()
  let paths: string[]
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    const ada = await createPerson(stage, 'a_handle_with_thirty_letters_x', `Ada ${'of the long name '.repeat(2)}`)
    const crud = await ada.crud(`A word: ${'m'.repeat(130)}, and https://example.com/${'path/'.repeat(12)}`)
    await worf.crud(`#${'tag'.repeat(20)} @${ada.handle}`, crud)
    await worf.act('POST', `/api/users/@${ada.handle}/follow`)
    paths = [
      '/',
      '/?feed=following&sort=newest',
      '/?feed=all&sort=expiring',
      `/@${ada.handle}`,
      '/@worf/following',
      `/@${ada.handle}/followers`,
      `/@${ada.handle}/status/${crud.uuid}`,
      '/search',
      '/search?term=word',
      '/search?term=ada&in=people',
      '/signin',
      '/signup',
      '/forgot',
      `/confirm?email=${'long'.repeat(12)}%40example.com`,
      '/about',
      '/terms',
      '/privacy',
      '/proof',
      '/settings',
      '/welcome',
      '/settings/muted',
      '/settings/blocked',
      '/notifications',
      '/messages',
      `/messages/new/${ada.handle}`,
      '/nowhere',
      '/@nobody_at_all',
    ]
  })

  async function expectNoScroll(page: Page): Promise<void> {
    const found: Record<string, unknown> = {}
    for (const path of paths) {
      await page.goto(path)
      await page.locator('h1').filter({ visible: true }).first().waitFor()
      await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
      found[path] = await page.evaluate(stickingOut)
      // A face that is wider by a tenth, as people have set or as other systems bring.
      await page.addStyleTag({ content: '* { letter-spacing: 0.06em !important }' })
      found[`${path} in a wide face`] = await page.evaluate(stickingOut)
    }
    expect(Object.entries(found).filter(([, parts]) => (parts as unknown[]).length > 0)).toEqual([])
  }
  /** `bypassCSP` lets the test set a wide face. */
  const phone = { viewport: { width: 320, height: 640 }, bypassCSP: true }

  it('shows every page to a visitor without scrolling sideways', async () => {
    const { page, end } = await stage.open(phone)
    await expectNoScroll(page)
    await end()
  }, 180_000)

  it('shows every page to a member without scrolling sideways', async () => {
    const { page, end } = await stage.open(phone)
    await signIn(page, 'worf')
    await expectNoScroll(page)
    await page.goto('/messages')
    await page.getByRole('link', { name: 'New message' }).waitFor()
    expect(
      await page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('h1'))",
      ),
    ).toBe(true)
    await end()
  }, 180_000)

  it('shows text of twice the size on a phone of 390 px', async () => {
    const { page, end } = await stage.open({ ...phone, viewport: { width: 390, height: 844 } })
    await signIn(page, 'worf')
    const found: Record<string, unknown> = {}
    for (const path of ['/', '/settings', '/search', `/@worf`, '/signup']) {
      await page.goto(path)
      await page.locator('h1').filter({ visible: true }).first().waitFor()
      await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
      await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
      const parts = (await page.evaluate(stickingOut)) as unknown[]
      if (parts.length > 0) found[path] = parts
    }
    expect(found).toEqual({})
    await end()
  })

  it('on its side reaches every entry of the column, and writing without scrolling', async () => {
    const { page, end } = await stage.open({ viewport: { width: 844, height: 390 } })
    await signIn(page, 'worf')
    const compose = await page.getByRole('button', { name: 'New crud' }).boundingBox()
    expect((compose?.y ?? 999) + (compose?.height ?? 0)).toBeLessThan(390)
    const self = page.locator('.nav-self')
    await self.scrollIntoViewIfNeeded()
    const box = await self.boundingBox()
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(390)
    // Each entry has its words below its icon, where there is room for them.
    for (const words of await page.locator('.nav-link .nav-words').all())
      expect((await words.boundingBox())?.width ?? 0).toBeGreaterThan(10)
    await end()
  })

  it('says who speaks in full, and without a pointer when it is gone, at every width', async () => {
    const { page, end } = await stage.open({ viewport: { width: 320, height: 640 }, hasTouch: true })
    await signIn(page, 'worf')
    const status = paths.find((path) => path.includes('/status/')) as string
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      for (const path of ['/', status, '/@worf/following', '/notifications']) {
        await page.goto(path)
        await page.locator('h1').filter({ visible: true }).first().waitFor()
        await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
        expect([
          width,
          path,
          await page.evaluate(cut('#main .crud-name, #main .crud-handle, .gone-at, .sidebar .crud-handle')),
        ]).toEqual([width, path, []])
      }
      await page.goto(status)
      const crud = page.getByRole('article').filter({ hasText: 'A word:' })
      await crud.getByText('@a_handle_with_thirty_letters_x').first().waitFor()
      // The exact end, with its day or month and its minute.
      await crud.locator('time.gone-at', { hasText: /^gone .*\d{1,2}:\d{2}/i }).waitFor()
      expect((await crud.locator('.fuse').boundingBox())?.height).toBe(4)
    }
    await end()
  }, 60_000)

  it('has words below each icon of the bar, in every language', async () => {
    const { page, end } = await stage.open({ viewport: { width: 320, height: 640 } })
    await signIn(page, 'worf')
    for (const language of ['en', 'de', 'ar']) {
      await page.evaluate(`localStorage.setItem('cruddur.language', '${language}')`)
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto('/')
        await page.locator('.nav-compose').waitFor()
        expect([language, width, await page.evaluate(bar)]).toEqual([
          language,
          width,
          { labelled: 6, overlapping: 0, outside: 0 },
        ])
      }
    }
    await end()
  })

  it('keeps toasts and the end of a page clear of the round button', async () => {
    const { page, end } = await stage.open({ viewport: { width: 390, height: 844 } })
    await signIn(page, 'worf')
    await page.goto('/search')
    await page.getByRole('button', { name: 'New crud' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Look, a toast.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    const toast = await page.locator('.toast').boundingBox()
    const button = page.getByRole('button', { name: 'New crud' })
    const round = await button.boundingBox()
    expect((toast?.y ?? 999) + (toast?.height ?? 0)).toBeLessThanOrEqual(round?.y ?? 0)
    await page.goto('/@worf/following')
    await page.locator('.people li').last().waitFor()
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    const last = await page.locator('#main .people li').last().boundingBox()
    expect((last?.y ?? 999) + (last?.height ?? 0)).toBeLessThanOrEqual((await button.boundingBox())?.y ?? 0)
    await end()
  })

  it('has the button of an empty pane below the middle of its words', async () => {
    const { page, end } = await stage.open({ viewport: { width: 1280, height: 800 } })
    await signIn(page, 'worf')
    await page.goto('/messages')
    const pane = page.locator('.notice', { hasText: 'Your messages' })
    const middleOf = async (role: 'heading' | 'link') => {
      const box = await pane.getByRole(role).boundingBox()
      return box ? box.x + box.width / 2 : Number.NaN
    }
    expect(await middleOf('link')).toBeCloseTo(await middleOf('heading'), 0)
    await end()
  })

  it('gives controls an edge in forced colours', async () => {
    const { page, end } = await stage.open({ ...phone, forcedColors: 'active' })
    await signIn(page, 'worf')
    await page.goto('/settings')
    const edges = `[...document.querySelectorAll('#main .button, .choice span')].filter((each) =>
      getComputedStyle(each).borderTopWidth === '0px').length`
    await page.getByRole('button', { name: 'Show shortcuts' }).waitFor()
    expect(await page.evaluate(edges)).toBe(0)
    await end()
  })
})
