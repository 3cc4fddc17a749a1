import { describe, expect, it } from 'vitest'
import { codeFor, composer, createPerson, crudWith, emailOf, password, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('an account', () => {
  const stage = sharedStage()

  it('is made by a sign-up and a code, and posts its first crud', async () => {
    const { page, end } = await stage.open()
    await page.goto('/')
    await page.getByRole('link', { name: 'Join now' }).click()
    await page.getByLabel('Name').fill('Worf, Son of Mogh')
    await page.getByLabel('Handle').fill('@Worf')
    await page.getByLabel('E-mail').fill(emailOf('worf'))
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.waitForURL(`/confirm?email=${encodeURIComponent(emailOf('worf'))}`)
    const first = await codeFor(stage, 'worf')
    await page.getByLabel('Code').fill(first === '00000000' ? '11111111' : '00000000')
    await page.getByRole('button', { name: 'Confirm' }).click()
    const wrong = page.getByText('That code is wrong or has expired.')
    await wrong.waitFor()
    await page.getByRole('button', { name: 'Send a new code' }).click()
    await page.getByText('a new one is on its way').waitFor()
    expect(await wrong.count()).toBe(0)
    await page.getByLabel('Code').fill(await codeFor(stage, 'worf', 1))
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('button', { name: 'Skip all' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('page-heading')
    await composer(page).fill('Perhaps today is a good day to crud.')
    await page.getByRole('combobox', { name: 'Forget after' }).selectOption('3 hours')
    await page.getByRole('button', { name: 'Crud it' }).click()
    const crud = crudWith(page, 'Perhaps today')
    await crud.getByText(/^2h 59m left$|^3h left$/).waitFor()
    expect(await composer(page).inputValue()).toBe('')
    await end()
  })

  it('stays signed in over a reload, and keeps no token where a script could find it', async () => {
    await createPerson(stage, 'deanna')
    const { page, context, end } = await stage.open()
    await signIn(page, 'deanna')
    await page.reload()
    await composer(page).waitFor()
    const stored = await page.evaluate('JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])')
    expect(stored).not.toMatch(/eyJ|token/i)
    const cookies = (await context.cookies(`${stage.origin}/api/identity/refresh`)).map(
      ({ httpOnly, sameSite, path }) => ({
        httpOnly,
        sameSite,
        path,
      }),
    )
    // The refresh token, and the cookie that the server knows the browser by.
    const hidden = { httpOnly: true, sameSite: 'Strict', path: '/api/identity' }
    expect(cookies).toEqual([hidden, hidden])
    await end()
  })

  it('sends no request that fails, for a visitor', async () => {
    const { page, end } = await stage.open()
    const refused: string[] = []
    page.on('response', (response) => response.status() >= 400 && refused.push(response.url()))
    await page.goto('/')
    await page.getByRole('article').first().waitFor()
    expect(refused).toEqual([])
    await end()
  })

  it('is signed out in all tabs at once, and its drafts are deleted', async () => {
    await createPerson(stage, 'geordi')
    const { page, context, end } = await stage.open()
    await signIn(page, 'geordi')
    await composer(page).fill('unfinished')
    const other = await context.newPage()
    await other.goto('/')
    await composer(other).waitFor()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('link', { name: 'Join now' }).waitFor()
    await other.getByRole('link', { name: 'Join now' }).waitFor()
    expect(await composer(other).count()).toBe(0)
    expect(await page.evaluate('JSON.stringify({...localStorage})')).not.toMatch(/unfinished|session/)
    await signIn(page, 'geordi')
    expect(await composer(page).inputValue()).toBe('')
    await end()
  })

  it('is signed out at once on a device that another one ends', async () => {
    await createPerson(stage, 'lwaxana')
    const [here, there] = [await stage.open(), await stage.open()]
    await signIn(here.page, 'lwaxana')
    await signIn(there.page, 'lwaxana')
    await here.page.getByRole('link', { name: 'Settings' }).click()
    await here.page.getByRole('button', { name: 'Sign out Chrome on Linux' }).click()
    await there.page.getByRole('link', { name: 'Join now' }).waitFor()
    await here.page.getByRole('button', { name: 'Sign out here' }).click()
    await here.page.getByRole('link', { name: 'Join now' }).waitFor()
    await Promise.all([here.end(), there.end()])
  })

  it('tells password managers that the e-mail is the user name', async () => {
    const { page, end } = await stage.open()
    for (const [path, autocomplete] of [
      ['/signin', 'username webauthn'],
      ['/signup', 'username'],
    ] as const) {
      await page.goto(path)
      expect(await page.getByLabel('E-mail').getAttribute('autocomplete')).toBe(autocomplete)
    }
    expect(await page.getByLabel('Handle').getAttribute('autocomplete')).toBe('nickname')
    await end()
  })

  it('gets a new password with the code from the e-mail', async () => {
    await createPerson(stage, 'beverly')
    const { page, end } = await stage.open()
    await page.goto('/signin')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail').fill(emailOf('beverly'))
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByLabel('Code').fill(await codeFor(stage, 'beverly', 1))
    await page.getByLabel('New password').fill('another horse battery')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.waitForURL(/\/signin/)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Wrong e-mail or password.').waitFor()
    await page.getByLabel('Password').fill('another horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await composer(page).waitFor()
    await end()
  })

  it('shows errors beside their fields, with the first field in focus', async () => {
    const { page, end } = await stage.open()
    await page.goto('/signup')
    await page.getByLabel('Name').fill('W')
    await page.getByLabel('Handle').fill('no spaces')
    await page.getByLabel('E-mail').fill('nonsense')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    const handle = page.getByLabel('Handle')
    await page.getByText('Use 3 to 30 letters (a–z), digits and underscores.').waitFor()
    expect(await page.getByText('3 to 30').count()).toBe(1)
    expect(await handle.getAttribute('aria-invalid')).toBe('true')
    expect(await page.evaluate('document.activeElement.name')).toBe('handle')
    await page.getByText('That doesn’t look like an e-mail address.').waitFor()
    await page.getByText('Use at least 8 characters.').waitFor()
    await handle.fill('admin')
    await page.getByLabel('E-mail').fill('a@example.com')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.getByText('That handle is reserved for Cruddur itself.').waitFor()
    await end()
  })

  it('shows a new name and bio everywhere', async () => {
    const { crud } = await createPerson(stage, 'data', 'Data')
    await crud('I am fully functional.')
    const { page, end } = await stage.open()
    await signIn(page, 'data')
    await page.getByRole('link', { name: 'Profile', exact: true }).click()
    await page.getByRole('button', { name: 'Edit profile' }).click()
    await page.getByLabel('Name').fill('')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Enter the name people should see.').waitFor()
    await page.getByLabel('Name').fill('Lt. Cmdr. Data')
    await page.getByLabel('Bio').fill('Android.\nFond of cats.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your profile is saved.').waitFor()
    await page.getByText('Fond of cats.').waitFor()
    await crudWith(page, 'fully functional').getByText('Lt. Cmdr. Data').waitFor()
    await page.reload()
    await page.getByText('Fond of cats.').waitFor()
    await page.getByRole('heading', { name: 'Lt. Cmdr. Data' }).waitFor()
    await end()
  })
})
