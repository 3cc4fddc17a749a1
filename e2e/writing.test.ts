import { beforeAll, describe, expect, it } from 'vitest'
import { settled } from './live-page.ts'
import { composer, createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('writing', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
  })

  it('a reply is shown under its crud, counted, and linked to the crud', async () => {
    await createPerson(stage, 'ada', 'Ada')
    await worf.crud('Prune juice is a warrior’s drink.')
    const { page, end } = await stage.open()
    await signIn(page, 'ada')
    await crudWith(page, 'Prune juice').getByRole('link', { name: 'Reply' }).click()
    const reply = page.getByRole('textbox', { name: 'Your reply to @worf' })
    await reply.fill('It is a drink.')
    await reply.press('Control+Enter')
    await crudWith(page, 'It is a drink.').getByRole('button', { name: 'More' }).waitFor()
    await crudWith(page, 'Prune juice').getByText('1 reply').waitFor()
    await page.goto('/@ada?show=replies')
    await crudWith(page, 'It is a drink.').getByRole('link', { name: 'Replying to @worf' }).click()
    await page.waitForURL(/\/@worf\/status\//)
    await page.getByRole('heading', { name: 'Crud', exact: true }).waitFor()
    await crudWith(page, 'It is a drink.').getByText('It is a drink.').click()
    await page.waitForURL(/\/@ada\/status\//)
    await expect.poll(() => page.getByRole('article').count()).toBe(2)
    await end()
  })

  it('a draft survives a reload, until it is posted', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await composer(page).fill('half a thought')
    await page.reload()
    await composer(page).waitFor()
    expect(await composer(page).inputValue()).toBe('half a thought')
    await composer(page).press('Control+Enter')
    await crudWith(page, 'half a thought').getByText(/left/).waitFor()
    await page.reload()
    await composer(page).waitFor()
    expect(await composer(page).inputValue()).toBe('')
    await end()
  })

  it('errors are shown before sending, and code points are counted', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await composer(page).fill('   ')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await page.getByText('Write something first.').waitFor()
    await composer(page).fill('😀'.repeat(281))
    await page.getByText('1 character too many').waitFor({ state: 'attached' })
    expect(await page.locator('.length-ring svg').count()).toBe(1)
    await page.getByRole('button', { name: 'Crud it' }).click()
    await page.getByText('That is longer than 280 characters.').waitFor()
    // So many that their number has no room in the ring.
    await composer(page).fill('w'.repeat(1514))
    await page.getByText(/^1,?234 characters too many$/).waitFor({ state: 'attached' })
    expect(await page.locator('.length-ring svg').count()).toBe(0)
    await composer(page).fill('')
    await end()
  })

  it('a crud that did not arrive says so, survives a reload, and is posted once', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const keys: (string | undefined)[] = []
    // The first try reaches the server, but its answer is lost. The second does not reach it. The third arrives.
    await page.route('**/api/activities', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      if (keys.length > 2) return route.continue()
      if (keys.length === 1) await route.fetch()
      return route.abort()
    })
    await composer(page).fill('Today I post once.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    const pending = page.getByRole('article', { name: 'Your crud, not published yet' })
    await pending.getByText('Cruddur can’t be reached.').waitFor()
    await pending.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => keys.length).toBe(2)
    await page.reload()
    await pending.getByText('Trying again posts it once, never twice.').waitFor()
    await pending.getByRole('button', { name: 'Try again' }).click()
    await pending.waitFor({ state: 'detached' })
    await crudWith(page, 'Today I post once.').getByText(/left/).first().waitFor()
    await page.reload()
    await crudWith(page, 'Today I post once.').first().waitFor()
    expect(await crudWith(page, 'Today I post once.').count()).toBe(1)
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    await end()
  })

  it('the words of a failed crud can be edited', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await page.route('**/api/activities', (route) => route.fulfill({ status: 500, body: '["generic_500"]' }))
    await composer(page).fill('Edit me')
    await page.getByRole('button', { name: 'Crud it' }).click()
    const pending = page.getByRole('article', { name: 'Your crud, not published yet' })
    await pending.getByText('Something broke on our side.').waitFor()
    await pending.getByRole('button', { name: 'Edit' }).click()
    expect(await composer(page).inputValue()).toBe('Edit me')
    expect(await pending.count()).toBe(0)
    await composer(page).fill('')
    await end()
  })

  it('keys open the composer and walk the cruds, and do nothing while typing', async () => {
    await worf.crud('first by key')
    await worf.crud('second by key')
    const { page, end } = await stage.open()
    // A keyboard that has no Ctrl.
    await page.addInitScript("Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' })")
    await signIn(page, 'worf')
    await crudWith(page, 'second by key').waitFor()
    await settled(page)
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'New crud' })
    await dialog.getByRole('textbox').pressSequentially('n j k ?')
    expect(await dialog.getByRole('textbox').inputValue()).toBe('n j k ?')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    const shortcut = page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('⌘ Enter')
    // A dialog that closes gives the focus back after it is gone, perhaps to a text, where ? is only a letter.
    const askForHelp = async () => {
      await page.evaluate('document.activeElement.blur()')
      await page.keyboard.press('?')
      return await shortcut.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => false,
      )
    }
    await expect.poll(askForHelp).toBe(true)
    await page.keyboard.press('Escape')
    await page.evaluate('document.activeElement.blur()')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.evaluate('document.activeElement.textContent')).toContain('second by key')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/@worf\/status\//)
    await end()
  })
})
