import type { Activity } from '@cruddur/contract/activities'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './axe.ts'
import { createPerson, crudWith, type Person, signIn } from './people.ts'
import { type Stage, startStage } from './start.ts'

const settings = (['dark', 'light'] as const).flatMap((colorScheme) =>
  [1280, 390].map((width) => ({ colorScheme, width })),
)

/** Looks at the page as it stands, by day and by night, on a desk and on a phone: only styles tell them apart. */
const expectFine = async (page: Page, what: string): Promise<void> => {
  for (const { colorScheme, width } of settings) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    const where = `${what} in ${colorScheme} at ${width} px`
    await expectAccessible(page, where)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `${where} is wider than the screen`).toBeLessThanOrEqual(0)
  }
}

// Axe is thorough, and looks at everything four times.
describe('axe finds nothing', { timeout: 240_000 }, () => {
  let stage: Stage
  let worf: Person
  let crud: Activity
  let reply: Activity
  beforeAll(async () => {
    stage = await startStage()
    worf = await createPerson(stage, 'worf', 'Worf, Son of Mogh')
    crud = await worf.crud('See https://example.com/, @worf and #bombs.\n\nمرحبا')
    reply = await worf.crud('A reply. '.repeat(100), crud)
  })
  afterAll(() => stage.close())

  const visit = async (page: Page, path: string): Promise<void> => {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
    await expectFine(page, path)
  }

  it('on any page of a visitor', async () => {
    const { page, end } = await stage.open()
    for (const path of [
      '/',
      '/@worf',
      `/@worf/status/${crud.uuid}`,
      `/@worf/status/${reply.uuid}`,
      '/@worf/status/018f0000-0000-7000-8000-000000000000',
      '/@nobody_here',
      '/nowhere',
      '/signup',
      '/signin',
      '/confirm?email=a@example.com',
      '/forgot',
      '/settings',
      '/about',
      '/terms',
      '/privacy',
    ]) {
      await visit(page, path)
    }
    await page.goto('/signup')
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.getByText('Choose a handle.').waitFor()
    await expectFine(page, 'a form with errors')
    await page.route('**/api/activities/home*', (route) => route.abort())
    await page.goto('/')
    await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor()
    await expectFine(page, 'a list that failed')
    await end()
  })

  it('on any page of a member, in dialogs, and when something fails', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    for (const path of ['/', '/@worf', `/@worf/status/${crud.uuid}`, '/settings']) await visit(page, path)
    await page.getByRole('button', { name: 'Show the keys' }).click()
    await page.getByRole('dialog').waitFor()
    await expectFine(page, 'the keys')
    await page.goto('/@worf')
    await page.getByRole('button', { name: 'Edit profile' }).click()
    await page.getByRole('dialog').waitFor()
    await expectFine(page, 'editing a profile')
    await page.goto('/')
    await page.route('**/api/activities', (route) => route.abort())
    await crudWith(page, 'See example.com').waitFor()
    await page.getByRole('button', { name: 'New crud' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('w'.repeat(281))
    await dialog.getByRole('button', { name: 'Crud it' }).click()
    await dialog.getByText('That is longer than 280 characters.').waitFor()
    await expectFine(page, 'a crud that is too long')
    await dialog.getByRole('textbox').fill('Does not arrive.')
    await dialog.getByRole('button', { name: 'Crud it' }).click()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await expectFine(page, 'a crud that did not arrive')
    await page.getByRole('button', { name: 'Discard' }).click()
    await end()
  })
})
