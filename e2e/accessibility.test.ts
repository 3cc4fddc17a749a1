import type { Activity } from '@cruddur/contract/activities'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './axe.ts'
import { composer, createPerson, crudWith, type Person, signIn } from './people.ts'
import { type Stage, startStage } from './start.ts'

const settings = (['dark', 'light'] as const).flatMap((colorScheme) =>
  [1280, 390].map((width) => ({ colorScheme, reducedMotion: 'reduce' as const, viewport: { width, height: 844 } })),
)

const what = 'in $colorScheme at $viewport.width px'

describe('axe finds nothing', () => {
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
    await expectAccessible(page, path)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
  }

  it.each(settings)(`on any page of a visitor, ${what}`, async (options) => {
    const { page, end } = await stage.open(options)
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
    await expectAccessible(page, 'a form with errors')
    await page.route('**/api/activities/home*', (route) => route.abort())
    await page.goto('/')
    await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor()
    await expectAccessible(page, 'a list that failed')
    await end()
  })

  it.each(settings)(`on any page of a member, in dialogs, and when something fails, ${what}`, async (options) => {
    const { page, end } = await stage.open(options)
    await signIn(page, 'worf')
    for (const path of ['/', '/@worf', `/@worf/status/${crud.uuid}`, '/settings']) await visit(page, path)
    await page.getByRole('button', { name: 'Show the keys' }).click()
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page, 'the keys')
    await page.goto('/@worf')
    await page.getByRole('button', { name: 'Edit profile' }).click()
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page, 'editing a profile')
    await page.goto('/')
    await page.route('**/api/activities', (route) => route.abort())
    await crudWith(page, 'See example.com').waitFor()
    await page.getByRole('button', { name: 'New crud' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('w'.repeat(281))
    await dialog.getByRole('button', { name: 'Crud it' }).click()
    await dialog.getByText('That is longer than 280 characters.').waitFor()
    await expectAccessible(page, 'a crud that is too long')
    await dialog.getByRole('textbox').fill('Does not arrive.')
    await dialog.getByRole('button', { name: 'Crud it' }).click()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await expectAccessible(page, 'a crud that did not arrive')
    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await composer(page).count()).toBeLessThan(2)
    await end()
  })
})
