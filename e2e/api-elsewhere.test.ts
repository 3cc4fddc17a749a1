import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readApiOrigin } from '../apps/api/src/features/html-shell/html-shell.ts'
import { buildWeb } from '../scripts/build-web.ts'
import { startBuiltSite } from './built-site.ts'
import { codeFor, composer, createPerson, crudWith, emailOf, password } from './people.ts'
import { type Stage, startStage } from './start.ts'

describe('the web app on a site of its own, built for an API at another origin', () => {
  let stage: Stage
  let site: Awaited<ReturnType<typeof startBuiltSite>>
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cruddur-site-'))
    // What the server sends with pages that were built so.
    site = await startBuiltSite(
      folder,
      () =>
        `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' ${stage.origin}`,
    )
    stage = await startStage({ FRONTEND_URL: site.origin })
    await buildWeb(folder, { VITE_API_ORIGIN: stage.origin })
  })
  afterAll(async () => {
    await Promise.all([stage.close(), site.close()])
    await rm(folder, { recursive: true, force: true })
  })

  it('knows its API by the page, where the server looks for it too', () => {
    expect(readApiOrigin(folder)).toBe(stage.origin)
  })

  it('lets somebody sign up and in, crud, read live, stay signed in, take their data along and sign out', {
    timeout: 180_000,
  }, async () => {
    const data = await createPerson(stage, 'data', 'Data')
    for (let n = 1; n <= 25; n++) await data.crud(`Number ${n}.`)
    const { page, context, end } = await stage.open({ baseURL: site.origin })
    page.setDefaultTimeout(30_000)
    const called = new Set<string>()
    const asked: string[] = []
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url())
      if (pathname.startsWith('/api/')) called.add(origin)
      asked.push(`${request.method()} ${pathname}`)
    })
    await page.goto('/signup')
    await page.getByLabel('Name').fill('Worf')
    await page.getByLabel('Handle').fill('worf')
    await page.getByLabel('E-mail').fill(emailOf('worf'))
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.getByLabel('Code').fill(await codeFor(stage, 'worf'))
    const streaming = () =>
      page.waitForResponse(
        (response) => response.url().endsWith('/api/stream') && 'authorization' in response.request().headers(),
      )
    const signedIn = streaming()
    await page.getByRole('button', { name: 'Confirm' }).click()
    await signedIn
    await page.getByRole('button', { name: 'Skip all' }).click()

    await composer(page).fill('From another origin.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await crudWith(page, 'From another origin.').waitFor()
    // The first page of home is full: the next one is named in a Link header.
    await crudWith(page, 'Number 25.').waitFor()
    await page.getByRole('article').last().scrollIntoViewIfNeeded()
    await crudWith(page, 'Number 1.').waitFor()

    await data.crud('@worf, this came by the stream.')
    await page.getByRole('link', { name: 'Notifications 1 new' }).waitFor()

    // A page that is loaded anew has no token: it gets one for the cookie.
    await page.reload()
    await composer(page).waitFor()
    // Nor has one whose token ended while it was open.
    await page.clock.install()
    const withToken = streaming()
    await page.reload()
    await withToken
    await composer(page).waitFor()
    asked.length = 0
    await page.clock.fastForward(16 * 60_000)
    await composer(page).fill('After the token ended.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await crudWith(page, 'After the token ended.').waitFor()
    // The crud is shown before it is sent.
    await expect.poll(() => asked).toContain('POST /api/identity/refresh')

    await page.goto('/settings')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export my data' }).first().click()
    expect(await readFile(await (await download).path(), 'utf8')).toContain('From another origin.')

    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('link', { name: /Join/ }).first().waitFor()
    await page.reload()
    await page.getByRole('link', { name: /Join/ }).first().waitFor()
    expect((await context.cookies()).filter(({ name }) => name === 'refresh')).toEqual([])
    expect([...called]).toEqual([stage.origin])
    await end()
  })
})
