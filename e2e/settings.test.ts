import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPerson, crudWith, emailOf, password, signIn } from './people.ts'
import { type Stage, startStage } from './start.ts'

describe('an account in the settings', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await startStage()
  })
  afterAll(() => stage.close())

  it('gets another password, and other devices are signed out', async () => {
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
    await page.getByText('You are signed in as').waitFor()
    await there.page.reload()
    await there.page.getByRole('link', { name: 'Join now' }).waitFor()
    await here.end()
    await there.end()
  })

  it('is saved as a file with what is alive', async () => {
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

  it('is deleted with all that is in it, by who knows the password and means it', async () => {
    const troi = await createPerson(stage, 'troi', 'Troi')
    await troi.crud('I was here.')
    const { page, end } = await stage.open()
    await signIn(page, 'troi')
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Delete my account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
    const everything = dialog.getByRole('button', { name: 'Delete everything' })
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
