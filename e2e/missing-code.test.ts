import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { intercept } from './faults.ts'
import type { Journey } from './journey.ts'
import { waitForChunk } from './live-page.ts'
import { composer, createPerson, crudWith, signIn } from './people.ts'
import { sharedStage } from './start.ts'

/** A reader who asks their browser to save data gets nothing before they ask for it. */
const savingData = `Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })`

const openComposer = (page: Page) => page.getByRole('button', { name: 'New crud' }).click()
const goTo = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()

describe('without a part of the app', () => {
  const stage = sharedStage()
  beforeAll(async () => {
    const worf = await createPerson(stage, 'worf', 'Worf')
    await worf.crud('Prune juice.')
  })

  async function openSaving(): Promise<Journey> {
    const journey = await stage.open()
    await journey.context.addInitScript(savingData)
    await signIn(journey.page, 'worf')
    await composer(journey.page).waitFor()
    await crudWith(journey.page, 'Prune juice.').waitFor()
    await journey.page.evaluate('window.isSamePage = true')
    return journey
  }
  async function answer404(page: Page, chunks: string): Promise<() => void> {
    return intercept(page, new RegExp(`/assets/(?:${chunks})`), (route) =>
      route.fulfill({ status: 404, contentType: 'text/html', body: 'Not found' }),
    )
  }

  it('what members use next is there when the network goes', async () => {
    const { page, context, end } = await stage.open()
    await signIn(page, 'worf')
    for (const chunk of [
      'ComposeDialog',
      'NotificationsPage',
      'SearchStart',
      'CrudMenu',
      'ShortcutsDialog',
      'shortcuts',
    ])
      await waitForChunk(page, chunk)
    await context.setOffline(true)
    await page.getByText('You’re offline. Your drafts are kept.').waitFor()
    await openComposer(page)
    const dialog = page.getByRole('dialog', { name: 'New crud' })
    await dialog.getByRole('textbox').fill('Written under ground.')
    await page.keyboard.press('Escape')
    expect(await composer(page).inputValue()).toBe('Written under ground.')
    await crudWith(page, 'Prune juice.').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Burn it now' }).waitFor()
    await page.keyboard.press('Escape')
    await goTo(page, 'Notifications')
    await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor({ state: 'detached' })
    await page.getByText('You’re offline.').waitFor({ state: 'detached' })
    await end(/net::ERR_INTERNET_DISCONNECTED/)
  })

  it('without a network New crud says so, and opens when there is one again', async () => {
    const { page, context, end } = await openSaving()
    await context.setOffline(true)
    await openComposer(page)
    await page.getByRole('dialog', { name: 'You’re offline' }).waitFor()
    await crudWith(page, 'Prune juice.').waitFor()
    await context.setOffline(false)
    await page.getByRole('dialog', { name: 'New crud' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.evaluate('isSamePage')).toBe(true)
    await end(/net::ERR_INTERNET_DISCONNECTED/)
  })

  it.each(['Notifications', 'Messages', 'Search', 'Settings', 'Profile'])(
    'without a network %s says so, and opens when there is one again',
    async (name) => {
      const { page, context, end } = await openSaving()
      await context.setOffline(true)
      await goTo(page, name)
      await page.getByRole('main').getByRole('heading', { name: 'You’re offline' }).waitFor()
      await goTo(page, 'Home')
      await crudWith(page, 'Prune juice.').waitFor()
      await goTo(page, name)
      await page.getByRole('main').getByRole('heading', { name: 'You’re offline' }).waitFor()
      await context.setOffline(false)
      const heading = name === 'Profile' ? 'Worf' : name
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      expect(await page.evaluate('isSamePage')).toBe(true)
      await end(/net::ERR_INTERNET_DISCONNECTED/)
    },
  )

  it.each<[string, string, (page: Page) => Promise<void>]>([
    ['a page', 'SearchPage', (page) => goTo(page, 'Search')],
    ['a menu', 'CrudMenu', (page) => crudWith(page, 'Prune juice.').getByRole('button', { name: 'More' }).click()],
    ['the composer', 'ComposeDialog', openComposer],
    [
      'the shortcuts',
      'ShortcutsDialog',
      async (page) => {
        await waitForChunk(page, 'shortcuts')
        await page.evaluate('document.activeElement.blur()')
        await page.keyboard.press('?')
      },
    ],
  ])('%s that the server has no more: it is our fault, or a newer version is out', async (_, chunk, open) => {
    const { page, end } = await openSaving()
    await composer(page).fill('half a thought')
    await answer404(page, chunk)
    await open(page)
    await page.getByRole('heading', { name: 'This didn’t load' }).waitFor()
    await page.getByRole('link', { name: 'Home', exact: true }).waitFor({ state: 'attached' })
    // From now on the server has another build.
    await intercept(page, `${stage.origin}/`, async (route) => {
      const html = await (await route.fetch()).text()
      await route.fulfill({ body: html.replace(/(\/assets\/)[^"]+\.js/g, '$1newer.js'), contentType: 'text/html' })
    })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'There’s a newer version of Cruddur' }).waitFor()
    expect(await page.evaluate('isSamePage')).toBe(true)
    await page.unrouteAll({ behavior: 'wait' })
    await page.getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => page.evaluate('window.isSamePage === undefined')).toBe(true)
    await page.goto('/')
    await composer(page).waitFor()
    expect(await composer(page).inputValue()).toBe('half a thought')
    await composer(page).fill('')
    await end()
  })

  it('a crud is published and shown, whatever would have placed it in its list', async () => {
    const { page, end } = await openSaving()
    await answer404(page, 'show-published')
    await composer(page).fill('Placed by nobody.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await page.getByText('Posted.').waitFor()
    await crudWith(page, 'Placed by nobody.').getByRole('button', { name: 'More' }).waitFor()
    await end(/Failed to fetch dynamically imported module|MIME/)
  })

  it('the whole sidebar can be missing', async () => {
    const { page, end } = await stage.open()
    await answer404(page, 'SidebarContent')
    await page.goto('/')
    await crudWith(page, 'Prune juice.').waitFor()
    await page.getByRole('complementary').getByText('This didn’t load.').waitFor()
    await end()
  })
})
