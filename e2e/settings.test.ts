import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createPerson, crudWith, emailOf, password, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('an account in the settings', () => {
  const stage = sharedStage()

  it('changes its password, and other devices are signed out', async () => {
    await createPerson(stage, 'worf', 'Worf')
    const [here, there] = await Promise.all([stage.open(), stage.open()])
    await signIn(here.page, 'worf')
    await signIn(there.page, 'worf')
    const { page } = here
    await page.goto('/settings')
    const change = page.getByRole('button', { name: 'Change password' })
    await page.getByLabel('Current password').fill('not my password')
    await page.getByLabel('New password').fill('short')
    await change.click()
    await page.getByText('Use at least 8 characters.').waitFor()
    await page.getByLabel('New password').fill('another horse battery')
    await change.click()
    await page.getByText('That is not your password.').waitFor()
    expect(await page.getByLabel('Current password').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Current password').fill(password)
    await change.click()
    await page.getByText('Your password has changed.').waitFor()
    await page.reload()
    await page.getByText('You’re signed in as').waitFor()
    await there.page.reload()
    await there.page.getByRole('link', { name: 'Join now' }).waitFor()
    await here.end()
    await there.end()
  })

  it('says that it is signed out, here or everywhere', async () => {
    await createPerson(stage, 'guinan')
    const { page, end } = await stage.open()
    for (const [button, words] of [
      ['Sign out', 'You’re signed out on this device.'],
      ['Sign out everywhere', 'You’re signed out on all your devices.'],
    ] as const) {
      await signIn(page, 'guinan')
      await page.goto('/settings')
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Account' }).click()
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Account')
      await page.getByRole('button', { name: button, exact: true }).click()
      await page.getByText(words).waitFor()
      await page.getByRole('link', { name: 'Join now' }).waitFor()
    }
    await end()
  })

  it('gets a passkey, signs in by it from the e-mail field and by the button, and loses it', async () => {
    await createPerson(stage, 'laforge')
    // Browsers know no passkeys of an address that is a number.
    const baseURL = stage.origin.replace('127.0.0.1', 'localhost')
    const { page, context, end } = await stage.open({ baseURL })
    const device = await context.newCDPSession(page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await signIn(page, 'laforge')
    await page.goto('/settings')
    const passkeys = page.getByRole('region', { name: 'Passkeys' })
    await passkeys.getByRole('button', { name: 'Add a passkey' }).click()
    await passkeys.getByLabel('Your password').fill('not my password')
    await passkeys.getByRole('button', { name: 'Continue' }).click()
    await passkeys.getByText('That is not your password.').waitFor()
    await passkeys.getByLabel('Your password').fill(password)
    await passkeys.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('Chrome on Linux is added.').waitFor()
    await passkeys.getByRole('button', { name: 'Rename Chrome on Linux' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('My visor')
    await page.getByRole('button', { name: 'Save' }).click()
    await passkeys.getByText('My visor').first().waitFor()

    // The device answers the field's offer at once, as if the person had chosen it.
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByText('You’re signed out on this device.').waitFor()
    await page.goto('/signin')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.goto('/settings')
    await passkeys.getByText(/last used/).waitFor()

    // Whom the device does not verify gets in by neither way.
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByText('You’re signed out on this device.').waitFor()
    await page.goto('/signin')
    const byPasskey = page.getByRole('button', { name: 'Sign in with a passkey' })
    await byPasskey.click()
    await page.getByText('No passkey was used.').waitFor()
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
    await byPasskey.click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()

    await page.goto('/settings')
    await passkeys.getByRole('button', { name: 'Remove My visor' }).click()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await page.getByText('The passkey is removed.').waitFor()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.goto('/signin')
    await byPasskey.click()
    await page.getByText('That passkey isn’t known here. Use your password.').waitFor()
    await end()
  })

  it('mutes a word, and hears it again', async () => {
    const q = await createPerson(stage, 'q_of_continuum', 'Q')
    await q.crud('A spoiler of the last season.')
    await createPerson(stage, 'barclay')
    const { page, end } = await stage.open()
    await signIn(page, 'barclay')
    await crudWith(page, 'A spoiler').waitFor()
    await page.getByRole('link', { name: 'Settings' }).click()
    const muted = page.getByRole('region', { name: 'Muted words' })
    await muted.getByRole('button', { name: 'Mute', exact: true }).click()
    await muted.getByText('Enter a word or a #tag.').waitFor()
    await muted.getByLabel('Word or #tag').fill('Spoiler')
    await muted.getByLabel('How long').selectOption('For a week')
    await muted.getByRole('button', { name: 'Mute', exact: true }).click()
    await page.getByText('“Spoiler” is muted.').waitFor()
    await muted
      .getByRole('listitem')
      .getByText(/^Until /)
      .waitFor()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await q.crud('Nothing of the kind.')
    await page.reload()
    await crudWith(page, 'Nothing of the kind.').waitFor()
    expect(await crudWith(page, 'A spoiler').count()).toBe(0)
    await page.goto('/settings')
    await muted.getByRole('button', { name: 'Unmute Spoiler' }).click()
    await page.getByText('“Spoiler” isn’t muted any more.').waitFor()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await crudWith(page, 'A spoiler').waitFor()
    await end()
  })

  it('burns everything that was written before a day, and then the rest', async () => {
    const lore = await createPerson(stage, 'lore')
    await lore.crud('I wrote this today.')
    const { page, end } = await stage.open()
    const reader = await stage.open()
    await reader.page.goto('/@lore')
    await crudWith(reader.page, 'I wrote this today.').waitFor()
    await signIn(page, 'lore')
    await page.goto('/settings')
    const burning = page.getByRole('region', { name: 'Burn your cruds' })
    await burning.getByText('That’s 1 crud.').waitFor()
    await burning.getByLabel('From before').fill('2020-01-01')
    await burning.getByText('There’s nothing to burn.').waitFor()
    await burning.getByLabel('From before').fill('')
    await burning.getByRole('button', { name: 'Burn everything' }).click()
    const dialog = page.getByRole('dialog', { name: 'Burn 1 crud?' })
    await dialog.getByRole('button', { name: 'Keep them' }).click()
    await burning.getByRole('button', { name: 'Burn everything' }).click()
    await dialog.getByRole('button', { name: 'Burn now' }).click()
    await page.getByText('1 crud is burnt.').waitFor()
    await burning.getByText('There’s nothing to burn.').waitFor()
    // Open pages of others drop it without a reload.
    await crudWith(reader.page, 'I wrote this today.').waitFor({ state: 'detached' })
    await Promise.all([end(), reader.end()])
  })

  it('is exported as a file with its living cruds', async () => {
    const data = await createPerson(stage, 'data', 'Data')
    await data.crud('A canary in my export.')
    const { page, end } = await stage.open()
    await signIn(page, 'data')
    await page.goto('/settings')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export my data' }).click()
    const download = await saved
    expect(download.suggestedFilename()).toMatch(/^cruddur-data-\d{4}-\d\d-\d\d\.json$/)
    const kept = JSON.parse(await readFile(await download.path(), 'utf8'))
    expect(JSON.stringify(kept)).toContain('A canary in my export.')
    expect(JSON.stringify(kept)).toContain(emailOf('data'))
    await end()
  })

  it('turns receipts off, and on again', async () => {
    await createPerson(stage, 'odo')
    const { page, end } = await stage.open()
    await signIn(page, 'odo')
    await page.goto('/settings')
    // This browser installs no service worker, and is not left to wait for one.
    await page.getByText('This browser can’t show notes here.').waitFor()
    await page.getByRole('button', { name: 'Turn off receipts' }).click()
    await page.getByText('Receipts are off.').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Turn on receipts' }).click()
    await page.getByText('Receipts are on.').waitFor()
    await end()
  })

  it('is deleted with everything in it, after the password and the handle were typed', async () => {
    const troi = await createPerson(stage, 'troi', 'Troi')
    await troi.crud('I was here.')
    const { page, end } = await stage.open()
    await signIn(page, 'troi')
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Delete my account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
    const everything = dialog.getByRole('button', { name: 'Delete everything' })
    await dialog.getByText('the messages you sent are erased').waitFor()
    await dialog.getByLabel('Your password').fill(password)
    await everything.click()
    await dialog.getByText('Type troi to show that you mean it.').waitFor()
    await dialog.getByLabel(/^Type your handle/).fill('@Troi')
    await dialog.getByLabel('Your password').fill('not my password')
    await everything.click()
    await dialog.getByText('That is not your password.').waitFor()
    await dialog.getByLabel('Your password').fill(password)
    await everything.click()
    await page.getByText('Your account is gone').waitFor()
    await page.getByRole('link', { name: 'Join now' }).waitFor()
    expect(await crudWith(page, 'I was here.').count()).toBe(0)
    await page.goto('/@troi')
    await page.getByText('There’s no @troi here').waitFor()
    expect(await page.evaluate('JSON.stringify({...localStorage})')).not.toContain('session')
    await end()
  })
})
