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
      '/settings',
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
    await end()
  }, 180_000)
})
