import { beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './axe.ts'
import { expectFine } from './fine.ts'
import { composer, createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('composing', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    await createPerson(stage, 'troi', 'Deanna Troi')
    await worf.crud('The first of its kind. #starfleet')
  })

  it('people and hashtags complete by the keyboard, and a finger takes one too', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await composer(page).pressSequentially('Ask @dea')
    const option = page.getByRole('option', { name: /Deanna Troi/ })
    await option.waitFor()
    await expect.poll(() => option.getAttribute('aria-selected')).toBe('true')
    expect(await composer(page).getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
    // Not at other widths: on a phone this composer is not on the page, and the focus would be lost.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expectAccessible(page, 'suggestions')
    await page.keyboard.press('Enter')
    expect(await composer(page).inputValue()).toBe('Ask @troi ')
    await composer(page).pressSequentially('of #sta')
    await page.getByRole('option', { name: '#starfleet' }).waitFor()
    // A new tag stays as it is: only the arrow keys choose one.
    expect(await composer(page).getAttribute('aria-activedescendant')).toBeNull()
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await page.keyboard.type('r')
    await page.getByRole('option', { name: '#starfleet' }).click()
    expect(await composer(page).inputValue()).toBe('Ask @troi of #starfleet ')
    await page.keyboard.press('Control+Enter')
    await crudWith(page, 'Ask @troi').getByRole('link', { name: '@troi' }).waitFor()
    await end()
  })

  it('only people are linked, and a mention reads right within text from right to left', async () => {
    await worf.crud('سلام @troi و @nobody_at_all \u202eEVIL')
    const { page, end } = await stage.open()
    await page.goto('/@worf')
    const crud = crudWith(page, 'nobody_at_all')
    const mention = crud.getByRole('link', { name: '@troi' })
    await mention.waitFor()
    expect(await crud.getByRole('link', { name: '@nobody_at_all' }).count()).toBe(0)
    // The sign is left of the handle.
    expect(await mention.getAttribute('dir')).toBe('ltr')
    expect(await crud.textContent()).not.toContain('\u202e')
    await end()
  })

  it('says the end and who can read it, and marks what is too long in the field', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/')
    await page.getByRole('button', { name: 'New crud' }).click()
    const dialog = page.getByRole('dialog', { name: 'New crud' })
    await dialog.getByText(/Everyone can read this\. Gone .*\d/).waitFor()
    expect(await dialog.getByText('Forget after').boundingBox()).not.toBeNull()
    await composer(page).fill(`${'a'.repeat(280)}beyond`)
    await expect.poll(() => dialog.locator('mark').textContent()).toBe('beyond')
    await composer(page).fill('x'.repeat(280 + 1234))
    const [number, foot] = [dialog.getByText('-1234', { exact: true }), dialog.locator('.composer-foot')]
    const [inner, outer] = [await number.boundingBox(), await foot.boundingBox()]
    expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0))
    await expectFine(page, 'a text that is too long')
    await composer(page).fill('')
    await end()
  })

  it('drafts are kept beside each other, and taken up again or deleted', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await page.goto('/')
    await composer(page).fill('first thought')
    await page.getByRole('button', { name: 'Drafts' }).click()
    const dialog = page.getByRole('dialog', { name: 'Drafts' })
    await dialog.getByRole('button', { name: 'Save and start a new one' }).click()
    await dialog.getByRole('listitem').filter({ hasText: 'first thought' }).waitFor()
    await expectFine(page, 'drafts')
    await page.keyboard.press('Escape')
    await composer(page).fill('second thought')
    await page.reload()
    await page.getByRole('button', { name: 'Drafts' }).click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await composer(page).inputValue()).toBe('first thought')
    await page.getByRole('button', { name: 'Drafts' }).click()
    const second = dialog.getByRole('listitem').filter({ hasText: 'second thought' })
    await second.getByRole('button', { name: 'Delete this draft' }).click()
    await dialog.getByText('No other drafts.').waitFor()
    await page.keyboard.press('Escape')
    await composer(page).fill('')
    await end()
  })

  it('an emoji is found by its name and put where the caret is, without a request to anybody else', async () => {
    const { page, end } = await stage.open()
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).origin))
    await signIn(page, 'worf')
    await page.goto('/')
    await composer(page).fill('hot')
    await page.getByRole('button', { name: 'Emoji', exact: true }).click()
    await page.getByRole('searchbox', { name: 'Search emoji' }).fill('fire')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expectAccessible(page, 'the emoji picker')
    await page.keyboard.press('Enter')
    expect(await composer(page).inputValue()).toBe('hot🔥')
    await page.getByRole('button', { name: 'Emoji', exact: true }).click()
    await page.getByRole('searchbox', { name: 'Search emoji' }).press('Escape')
    await page.getByRole('searchbox', { name: 'Search emoji' }).waitFor({ state: 'detached' })
    expect([...hosts]).toEqual([stage.origin])
    await composer(page).fill('')
    await end()
  })
})
