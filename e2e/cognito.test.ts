import { type CognitoLocal, startCognitoLocal } from '@cruddur/aws-emulators/cognito-local'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsOf, useEmulatorCredentials } from '../apps/api/src/features/identity/cognito/testing/start-identity.ts'
import { composer, crudWith, emailOf, password } from './people.ts'
import { type Stage, startStage } from './start.ts'

/** The tokens that a page has called the API with, in order. */
function tokensOf(page: Page): string[] {
  const tokens: string[] = []
  page.on('request', (request) => {
    const token = /^Bearer (.+)$/.exec(request.headers()['authorization'] ?? '')?.[1]
    if (token && !tokens.includes(token)) tokens.push(token)
  })
  return tokens
}

describe('an account in a user pool of Cognito', () => {
  let pool: CognitoLocal
  let stage: Stage
  beforeAll(async () => {
    useEmulatorCredentials()
    pool = await startCognitoLocal({ lifetimes: { accessSeconds: 63 } })
    stage = await startStage(settingsOf(pool))
  })
  afterAll(async () => {
    await stage?.close()
    await pool?.stop()
  })

  const statusOf = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${stage.origin}/api/identity/me`, { headers })).status
  }

  it('is made by a code from Cognito, outlives its tokens, signs out, and gets a new password', async () => {
    const email = emailOf('worf')
    const { page, end } = await stage.open()
    const tokens = tokensOf(page)
    await page.goto('/')
    await page.getByRole('link', { name: 'Join now' }).click()
    await page.getByLabel('Name').fill('Worf, Son of Mogh')
    await page.getByLabel('Handle').fill('@Worf')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.waitForURL(`/confirm?email=${encodeURIComponent(email)}`)
    await page.getByLabel('Code').fill(await pool.codes.next(email))
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('button', { name: 'Skip all' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await composer(page).fill('Perhaps today is a good day to crud.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await crudWith(page, 'Perhaps today').waitFor()

    // The page takes a token for over a minute before its end, which is three seconds after the sign-in here.
    const before = tokens.length
    await expect
      .poll(async () => {
        await page.getByRole('link', { name: 'Notifications' }).click()
        await page.getByRole('link', { name: 'Home', exact: true }).click()
        return tokens.length
      })
      .toBeGreaterThan(before)
    await composer(page).fill('The first token is over.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await crudWith(page, 'The first token is over.').waitFor()
    await page.reload()
    await composer(page).waitFor()

    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByText('Chrome on Linux').first().waitFor()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('link', { name: 'Join now' }).waitFor()
    await expect.poll(() => statusOf(tokens.at(-1) ?? '')).toBe(401)

    await page.goto('/signin')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByLabel('Code').fill(await pool.codes.next(email))
    await page.getByLabel('New password').fill('a newer horse battery')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.waitForURL(/\/signin/)
    await page.getByLabel('Password').fill('a newer horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await crudWith(page, 'The first token is over.').waitFor()
    await end()
  })

  it('shows on the form what Cognito refuses', async () => {
    const { page, end } = await stage.open()
    await page.goto('/signin')
    await page.getByLabel('E-mail').fill(emailOf('nobody'))
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page
      .getByText(/e-mail address or password|wrong/i)
      .first()
      .waitFor()
    await page.goto('/signup')
    await page.getByLabel('Name').fill('Another')
    await page.getByLabel('Handle').fill('worf')
    await page.getByLabel('E-mail').fill(emailOf('another'))
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.getByText('That handle is taken. Choose another.').waitFor()
    await end()
  })
})
