import type { Activity } from '@cruddur/contract/activities'
import { beforeAll, describe, it } from 'vitest'
import { expectFine, visitFine } from './fine.ts'
import { createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

// Axe is slow, and checks every page four times.
describe('axe finds nothing', { timeout: 240_000 }, () => {
  const stage = sharedStage()
  let worf: Person
  let crud: Activity
  let reply: Activity
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf, Son of Mogh')
    crud = await worf.crud('See https://example.com/, @worf and #bombs.\n\nمرحبا')
    reply = await worf.crud('A reply. '.repeat(100), crud)
  })

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
      '/proof',
    ]) {
      await visitFine(page, path)
    }
    await page.goto('/signup')
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.getByText('Choose a handle.').waitFor()
    await expectFine(page, 'a form with errors')
    await page.route('**/api/activities/home*', (route) => route.abort())
    // With a query, so that the list does not come with the HTML.
    await page.goto('/?sort=newest')
    await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor()
    await expectFine(page, 'a list that failed')
    await end()
  })

  it('on any page of a member, in dialogs, and when something fails', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    for (const path of ['/', '/@worf', `/@worf/status/${crud.uuid}`, '/settings']) await visitFine(page, path)
    await page.getByRole('button', { name: 'Show shortcuts' }).click()
    await page.getByRole('dialog').waitFor()
    await expectFine(page, 'the keys')
    await page.goto('/@worf')
    await page.getByRole('button', { name: 'Edit profile' }).click()
    await page.getByRole('dialog').waitFor()
    await expectFine(page, 'editing a profile')
    await page.goto('/')
    await page.route('**/api/activities', (route) => route.abort())
    await crudWith(page, 'See https://example.com').waitFor()
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
