import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './axe.ts'
import { createPerson, signIn } from './people.ts'
import { sharedStage } from './start.ts'

const field = (page: Page, handle: string) => page.getByRole('textbox', { name: `Your message to @${handle}` })
const message = (page: Page, words: string) =>
  page.getByRole('listitem').filter({ has: page.locator('.bubble', { hasText: words }) })

const say = async (page: Page, to: string, words: string): Promise<void> => {
  await field(page, to).fill(words)
  await field(page, to).press('Enter')
  await message(page, words).getByText(/left$/).waitFor()
}

describe('messages', () => {
  const stage = sharedStage()
  beforeAll(async () => {
    await createPerson(stage, 'worf', 'Worf')
    await createPerson(stage, 'troi', 'Deanna Troi')
  })

  it('begin with a search for a person and a lifetime; their sender burns one, and it leaves both pages', async () => {
    const [worf, troi] = await Promise.all([stage.open(), stage.open()])
    // Axe must not measure the colours of what still fades in.
    await worf.page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(worf.page, 'worf')
    await signIn(troi.page, 'troi')
    await worf.page.goto('/messages')
    await worf.page.getByRole('link', { name: 'New message' }).first().click()
    await worf.page.getByRole('searchbox', { name: 'To' }).fill('dean')
    await worf.page.getByRole('link', { name: /@troi/ }).waitFor()
    await worf.page.getByRole('heading', { name: 'No live messages' }).waitFor()
    await expectAccessible(worf.page, 'a new message')
    await worf.page.getByRole('link', { name: /@troi/ }).click()
    await worf.page.getByRole('combobox', { name: 'Messages live' }).selectOption('1 day')
    await say(worf.page, 'troi', 'Counselor?')
    await worf.page.waitForURL(/\/messages\/[0-9a-f-]{36}$/)
    await worf.page.getByText('Messages from now on live 1 day').waitFor()
    await say(worf.page, 'troi', 'Burn after sending.')
    await troi.page.goto(worf.page.url())
    await message(troi.page, 'Burn after sending.').waitFor()
    expect(await troi.page.getByRole('button', { name: 'Burn this message' }).count()).toBe(0)
    // The keys: out of the field, up one message, and back to the field.
    await field(worf.page, 'troi').press('Escape')
    await worf.page.keyboard.press('k')
    expect(await worf.page.evaluate('document.activeElement.textContent')).toContain('Counselor?')
    await worf.page.keyboard.press('r')
    expect(await worf.page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    await message(worf.page, 'Burn after sending.').getByRole('button', { name: 'Burn this message' }).click()
    const dialog = worf.page.getByRole('dialog', { name: 'Burn this message?' })
    await dialog.getByText('Burn after sending.').waitFor()
    await expectAccessible(worf.page, 'burning a message')
    await dialog.getByRole('button', { name: 'Burn it' }).click()
    for (const { page } of [worf, troi]) await message(page, 'Burn after sending.').waitFor({ state: 'detached' })
    await message(troi.page, 'Counselor?').waitFor()
    await worf.page.reload()
    await message(worf.page, 'Counselor?').waitFor()
    expect(await message(worf.page, 'Burn after sending.').count()).toBe(0)
    await Promise.all([worf, troi].map(({ end }) => end()))
  })
})
