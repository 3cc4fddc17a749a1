import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { settled } from './live-page.ts'
import { createPerson, crudWith, signIn } from './people.ts'
import { sharedStage } from './start.ts'

const choose = async (page: Page, words: string, item: string): Promise<void> => {
  await crudWith(page, words).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

type Opening = { path: string; name: string; open: (page: Page) => Promise<void> }

const click = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click()

/** The dialogs that hold a text, with the name of the field where it is written. */
const texts: readonly (Opening & { field: string })[] = [
  { path: '/', name: 'New crud', open: click('New crud'), field: 'Your crud' },
  { path: '/@worf', name: 'Edit profile', open: click('Edit profile'), field: 'Bio' },
  {
    path: '/settings',
    name: 'Delete your account?',
    open: click('Delete my account'),
    field: 'Type your handle: worf',
  },
]

const others: readonly Opening[] = [
  { path: '/', name: 'Burn it now?', open: (page) => choose(page, 'good day', 'Burn it now') },
  { path: '/', name: 'Make it end sooner', open: (page) => choose(page, 'good day', 'Make it end sooner') },
  { path: '/', name: 'Block @troi?', open: (page) => choose(page, 'I sense', 'Block @troi') },
  {
    path: '/',
    name: 'Report this crud by @troi',
    open: (page) => choose(page, 'I sense', 'Report this crud'),
  },
  {
    path: '/@troi',
    name: 'Report @troi',
    open: async (page) => {
      await page.getByRole('main').getByRole('button', { name: 'More' }).first().click()
      await page.getByRole('menuitem', { name: 'Report @troi' }).click()
    },
  },
  { path: '/settings', name: 'Keyboard shortcuts', open: click('Show shortcuts') },
  {
    path: '/messages/new/troi',
    name: 'How long messages live',
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Your message to @troi' }).fill('Hello.')
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByRole('button', { name: /Messages (from now on )?live/ }).click()
    },
  },
]

describe('dialogs', () => {
  const stage = sharedStage()
  beforeAll(async () => {
    const worf = await createPerson(stage, 'worf', 'Worf')
    await worf.crud('Today is a good day.')
    await (await createPerson(stage, 'troi', 'Deanna Troi')).crud('I sense something.')
  })

  it.each([320, 390, 1280])(
    'begin in their text, and keys pressed at once do not close them, at %i px',
    async (width) => {
      const { page, end } = await stage.open({ viewport: { width, height: 800 } })
      await signIn(page, 'worf')
      for (const { path, name, open, field } of texts) {
        await page.goto(path)
        await settled(page)
        await open(page)
        await page.getByRole('dialog', { name }).waitFor()
        // Typed without a click into the field.
        await page.keyboard.press('Space')
        await page.keyboard.type('x')
        await page.keyboard.press('Enter')
        const text = page.getByRole('dialog', { name }).getByRole('textbox', { name: field })
        expect(await text.inputValue(), name).toMatch(/ x\n?$/)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      for (const { path, name, open } of others) {
        await page.goto(path)
        await settled(page)
        await open(page)
        const dialog = page.getByRole('dialog', { name })
        await dialog.waitFor()
        await page.keyboard.press('Space')
        await page.keyboard.press('Enter')
        expect(await dialog.evaluate('document.activeElement.tagName'), name).toBe('H2')
        expect(await dialog.isVisible(), name).toBe(true)
        expect(await dialog.getByRole('radio', { checked: true }).count(), name).toBe(0)
        await page.keyboard.press('Escape')
        await dialog.waitFor({ state: 'detached' })
      }
      await end()
    },
  )

  it('write on after what was begun', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await click('New crud')(page)
    const field = page.getByRole('dialog').getByRole('textbox')
    await field.fill('half a thought')
    await page.keyboard.press('Escape')
    await click('New crud')(page)
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type(' more')
    expect(await field.inputValue()).toBe('half a thought more')
    await end()
  })
})
