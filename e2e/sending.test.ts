import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { intercept } from './faults.ts'
import { composer, createPerson, crudWith, emailOf, password, signIn } from './people.ts'
import { sharedStage } from './start.ts'

/** Presses Enter as Safari sends it when a word of an input method was picked. */
const pickInSafari = (field: Locator, modifiers = {}) =>
  field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: false, ...modifiers })

/** Enter as other browsers send it at that moment. */
const pick = (field: Locator, modifiers = {}) =>
  field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, ...modifiers })

/** Counts the requests of a page that write something, by their path. */
function countWrites(page: Page): (path: RegExp) => number {
  const paths: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') paths.push(new URL(request.url()).pathname)
  })
  return (path) => paths.filter((other) => path.test(other)).length
}

describe('sending', () => {
  const stage = sharedStage()
  beforeAll(async () => {
    const worf = await createPerson(stage, 'worf', 'Worf')
    await worf.crud('Burn me.')
    const troi = await createPerson(stage, 'troi', 'Deanna Troi')
    await troi.crud('I sense something.')
  })

  it('waits while a word is being picked, in every composer', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const writes = countWrites(page)
    const fields: [string, RegExp, (page: Page) => Promise<Locator>][] = [
      ['message', /messages$/, async () => page.getByRole('textbox', { name: 'Your message to @troi' })],
      ['crud', /activities$/, async () => composer(page)],
      [
        'crud in the dialog',
        /activities$/,
        async () => {
          await page.getByRole('button', { name: 'New crud' }).click()
          return page.getByRole('dialog').getByRole('textbox')
        },
      ],
      [
        'reply',
        /reply$/,
        async () => {
          await crudWith(page, 'I sense').getByRole('link', { name: 'Reply' }).click()
          return page.getByRole('textbox', { name: 'Your reply to @troi' })
        },
      ],
    ]
    for (const [what, path, open] of fields) {
      await page.goto(what === 'message' ? '/messages/new/troi' : '/')
      const field = await open(page)
      const before = writes(path)
      await field.fill(`こんにちは ${what}`)
      for (const press of [pickInSafari, pick]) {
        await press(field)
        await press(field, { ctrlKey: true })
        await press(field, { metaKey: true })
      }
      expect(await field.inputValue(), what).toBe(`こんにちは ${what}`)
      expect(writes(path), what).toBe(before)
      // And the same key sends when nothing is being picked.
      await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 13, ctrlKey: true })
      await expect.poll(() => writes(path), { message: what }).toBe(before + 1)
    }
    await end()
  })

  it('happens once for a double click on a crud or a reply, and does not complain', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const writes = countWrites(page)
    await composer(page).fill('Once, on the page.')
    await page.getByRole('button', { name: 'Crud it' }).dblclick()
    await crudWith(page, 'Once, on the page.').getByText(/left/).waitFor()
    expect(await page.getByText('Write something first.').count()).toBe(0)
    await page.getByRole('button', { name: 'New crud' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Once, in the dialog.')
    await page.getByRole('dialog').getByRole('button', { name: 'Crud it' }).dblclick()
    await crudWith(page, 'Once, in the dialog.').getByText(/left/).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    expect(writes(/activities$/)).toBe(2)
    await crudWith(page, 'I sense').getByRole('link', { name: 'Reply' }).click()
    await page.getByRole('textbox', { name: 'Your reply to @troi' }).fill('Once, below.')
    await page.getByRole('button', { name: 'Reply', exact: true }).dblclick()
    await crudWith(page, 'Once, below.').waitFor()
    expect(await page.getByText('Write something first.').count()).toBe(0)
    expect(writes(/reply$/)).toBe(1)
    await end()
  })

  it('happens once for a double click on a message', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const writes = countWrites(page)
    await page.goto('/messages/new/troi')
    await page.getByRole('textbox', { name: 'Your message to @troi' }).fill('Once, to you.')
    await page.getByRole('button', { name: 'Send' }).dblclick()
    await page.locator('.bubble', { hasText: 'Once, to you.' }).waitFor()
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/)
    expect(await page.getByText('Write something first.').count()).toBe(0)
    expect(writes(/messages$/)).toBe(1)
    await end()
  })

  it('happens once for a double click in a dialog, which does not reach what lies below', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const writes = countWrites(page)
    await crudWith(page, 'Burn me.').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Burn it now' }).click()
    await page.getByRole('button', { name: 'Burn it' }).dblclick()
    await crudWith(page, 'Burn me.').waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/')
    await crudWith(page, 'I sense').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Report this crud' }).click()
    await page.getByRole('dialog').getByRole('radio').first().check()
    await page.getByRole('button', { name: 'Send report' }).dblclick()
    await page.getByText('Thank you for the report.').waitFor()
    expect(writes(/reports?$/)).toBe(1)
    expect(new URL(page.url()).pathname).toBe('/')
    await page.goto('/@worf')
    await page.getByRole('button', { name: 'Edit profile' }).click()
    await page.getByRole('button', { name: 'Save' }).dblclick()
    await page.getByText('Your profile is saved.').waitFor()
    expect(new URL(page.url()).pathname).toBe('/@worf')
    await end()
  })

  it('happens once for a double click on the form that signs in', async () => {
    const { page, end } = await stage.open()
    const writes = countWrites(page)
    await page.goto('/signin')
    await page.getByLabel('E-mail').fill(emailOf('worf'))
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).dblclick()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    expect(writes(/sign-in$/)).toBe(1)
    expect(new URL(page.url()).pathname).toBe('/')
    await end()
  })

  it('that was refused because it was too much says how long to wait', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const headers = { 'retry-after': '120', 'content-type': 'application/json' }
    await intercept(page, '**/api/activities', (route) =>
      route.fulfill({ status: 429, headers, body: '["rate_limited"]' }),
    )
    await composer(page).fill('Too much.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await page.getByText('Too many requests. Try again in 2 minutes.').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await end()
  })

  it('happens once while the keys are held down', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const writes = countWrites(page)
    await composer(page).fill('Held down.')
    await page.keyboard.down('Control')
    for (let times = 0; times < 5; times++) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await page.keyboard.up('Control')
    await crudWith(page, 'Held down.').getByText(/left/).waitFor()
    expect(await page.getByText('Write something first.').count()).toBe(0)
    expect(writes(/activities$/)).toBe(1)
    await end()
  })
})
