import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { abort, intercept } from './faults.ts'
import { createPerson, crudWith, type Person } from './people.ts'
import { sharedStage } from './start.ts'

/** How far the page is scrolled, in pixels, once that stays the same from one frame to the next. */
async function restingScroll(page: Page): Promise<number> {
  return page.evaluate(`new Promise((done) => {
    const look = (last) => requestAnimationFrame(() => scrollY === last ? done(last) : look(scrollY))
    look(-1)
  })`)
}

describe('reading', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    for (let index = 1; index <= 45; index++) await worf.crud(`crud number ${index}.`)
  })

  it('a visitor sees the newest cruds of everybody, more of them while scrolling, and an invitation', async () => {
    const { page, end } = await stage.open()
    await page.goto('/')
    await page.getByRole('heading', { name: 'Every post ends.' }).waitFor()
    await crudWith(page, 'crud number 45.').waitFor()
    await crudWith(page, 'crud number 26.').scrollIntoViewIfNeeded()
    await crudWith(page, 'crud number 6.').scrollIntoViewIfNeeded()
    await crudWith(page, 'crud number 1.').waitFor()
    expect(await page.getByRole('article').count()).toBe(45)
    expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0)
    await end()
  })

  it('the first page of home, a profile and a crud comes with the HTML: the browser asks for none of it', async () => {
    const { page, end } = await stage.open()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const { uuid } = await worf.crud('it comes along.')
    for (const path of ['/', '/@worf', `/@worf/status/${uuid}`]) {
      await page.goto(path)
      await crudWith(page, 'it comes along.').waitFor()
    }
    expect(asked.filter((path) => path.startsWith('/api/activities/'))).toEqual([])
    await worf.act('DELETE', `/api/activities/${uuid}`)
    await end()
  })

  it('going back restores the scroll position, with the opened crud in focus', async () => {
    const { page, end } = await stage.open()
    await page.goto('/')
    await crudWith(page, 'crud number 26.').scrollIntoViewIfNeeded()
    await crudWith(page, 'crud number 10.').scrollIntoViewIfNeeded()
    const before = await restingScroll(page)
    await crudWith(page, 'crud number 10.').getByRole('link', { name: 'Reply' }).click()
    await page.waitForURL(/\/status\//)
    await page.getByRole('heading', { name: 'Crud', exact: true }).waitFor()
    await expect.poll(() => page.evaluate('[scrollY, document.activeElement.id]')).toEqual([0, 'page-heading'])
    await expect.poll(() => page.title()).toBe('Worf (@worf) · Cruddur')
    await page.goBack()
    await crudWith(page, 'crud number 10.').waitFor()
    expect(Math.abs(Number(await page.evaluate('scrollY')) - before)).toBeLessThan(3)
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('crud number 10.')
    expect(await page.title()).toBe('Cruddur')
    await end()
  })

  it.each([
    ['/@Worf', 'Worf'],
    ['/@worf/', 'Worf'],
    ['/@nobody_at_all', 'No such account'],
    ['/nowhere', 'Nothing here'],
    ['/@worf/status/018f0000-0000-7000-8000-000000000000', 'Gone'],
    ['/@worf/status/nonsense', 'Gone'],
    ['/status/018f0000-0000-7000-8000-000000000000', 'Gone'],
    ['/@%00', 'No such account'],
  ])('%s opened directly says "%s"', async (path, heading) => {
    const { page, end } = await stage.open()
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
    await end()
  })

  it('a crud is shown with its thread, by its own address in upper or lower case and by its uuid alone', async () => {
    const crud = await worf.crud('a thread begins')
    await worf.crud('and goes on', crud)
    const { page, end } = await stage.open()
    for (const path of [
      `/@worf/status/${crud.uuid}`,
      `/@WORF/status/${crud.uuid.toUpperCase()}/`,
      `/status/${crud.uuid}`,
    ]) {
      await page.goto(path)
      await crudWith(page, 'a thread begins').waitFor()
      await crudWith(page, 'and goes on').waitFor()
    }
    expect(new URL(page.url()).pathname).toBe(`/@worf/status/${crud.uuid}`)
    await end()
  })

  it('a list says that the server cannot be reached, and loads once it can', async () => {
    const { page, end } = await stage.open()
    const mend = await intercept(page, '**/api/activities/home*', abort)
    // With a query, so that the list does not come with the HTML.
    await page.goto('/?sort=newest')
    await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor()
    mend()
    await page.getByRole('button', { name: 'Try again' }).click()
    await crudWith(page, 'crud number 45.').waitFor()
    await end()
  })

  it('a next page that cannot be fetched keeps its button', async () => {
    const { page, end } = await stage.open()
    const mend = await intercept(page, '**/api/activities/home?*cursor=*', abort)
    await page.goto('/')
    await crudWith(page, 'crud number 30.').scrollIntoViewIfNeeded()
    const more = page.getByRole('button', { name: 'Load more' })
    // The button is also there for a moment before the first try.
    await page.getByText('Cruddur can’t be reached.').waitFor()
    mend()
    await more.click()
    await crudWith(page, 'crud number 20.').waitFor()
    await end()
  })

  it('can be installed, and tells other sites what it is', async () => {
    const { page, end } = await stage.open()
    const get = (path: string) => page.request.get(path)
    expect(await (await get('/')).text()).toMatch(/<meta property="og:title" content="[^"]+">/)
    const { icons, start_url, display } = await (await get('/manifest.webmanifest')).json()
    expect([start_url, display]).toEqual(['/', 'standalone'])
    for (const { src } of [...icons, { src: '/apple-touch-icon.png' }]) {
      expect((await get(src)).headers()['content-type']).toMatch(/^image\//)
    }
    expect(await (await get('/robots.txt')).text()).toContain('User-agent: *')
    await end()
  })

  it('the privacy page names messages, and says who can read them', async () => {
    const { page, end } = await stage.open()
    await page.goto('/privacy')
    const messages = page.locator('dt', { hasText: 'Direct messages' }).locator('xpath=following-sibling::dd[1]')
    await messages.getByText('Until then whoever runs this server has that key, and can read them.').waitFor()
    await end()
  })

  it('a chosen theme is there from the first paint', async () => {
    const { page, end } = await stage.open({ colorScheme: 'dark' })
    await page.goto('/settings')
    await page.getByText('Light', { exact: true }).click()
    const column = "getComputedStyle(document.getElementById('main')).backgroundColor"
    expect(await page.evaluate(column)).toBe('rgb(255, 255, 255)')
    await page.reload({ waitUntil: 'commit' })
    await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe('light')
    await page.goto('/about')
    // The page has loaded before the app has drawn it.
    await page.locator('#main').waitFor()
    expect(await page.evaluate(column)).toBe('rgb(255, 255, 255)')
    await end()
  })
})
