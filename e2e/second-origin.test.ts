import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmptySite } from './empty-site.ts'
import { createPerson, emailOf, type Person, password } from './people.ts'
import { type Stage, startStage } from './start.ts'

type Site = Awaited<ReturnType<typeof startEmptySite>>

type Call = { method?: 'POST'; headers?: Record<string, string>; body?: string }
/** What a script of the page may see of a reply: nothing but an error when the browser refuses. */
type Seen = { status: number; body: unknown; link: string | null } | { refused: string }

describe('a page of another origin', () => {
  let stage: Stage
  let allowed: Site
  let stranger: Site
  let worf: Person
  beforeAll(async () => {
    allowed = await startEmptySite()
    stranger = await startEmptySite()
    stage = await startStage({ FRONTEND_URL: allowed.origin })
    worf = await createPerson(stage, 'worf', 'Worf')
    await worf.crud('The first of two pages.')
    await worf.crud('The second of two pages.')
  })
  afterAll(async () => {
    await stage.close()
    await Promise.all([allowed.close(), stranger.close()])
  })

  /** Calls the API from a script of the page, with cookies. */
  const callFrom = (page: Page, path: string, call: Call = {}): Promise<Seen> =>
    page.evaluate(`fetch(${JSON.stringify(stage.origin + path)}, { credentials: 'include', ...${JSON.stringify(call)} })
      .then(async (reply) => ({ status: reply.status, body: await reply.json(), link: reply.headers.get('link') }))
      .catch((error) => ({ refused: error.name }))`)

  const json = { 'content-type': 'application/json' }
  const signIn: Call = { method: 'POST', headers: json, body: JSON.stringify({ email: emailOf('worf'), password }) }
  const crud = (message: string, token: string): Call => ({
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ message, ttl: '1-day' }),
  })

  it('that FRONTEND_URL names signs in, writes, reads pages and renews its session by the cookie', async () => {
    const { page, end } = await stage.open({ baseURL: allowed.origin })
    await page.goto('/')
    const signedIn = await callFrom(page, '/api/identity/sign-in', signIn)
    expect(signedIn).toMatchObject({ status: 200, body: { access_token: expect.any(String) } })
    const token = (signedIn as { body: { access_token: string } }).body.access_token
    expect(await callFrom(page, '/api/activities', crud('From elsewhere.', token))).toMatchObject({
      status: 200,
      body: { message: 'From elsewhere.' },
    })
    expect(await callFrom(page, '/api/activities/@worf?limit=1')).toMatchObject({
      status: 200,
      body: { activities: [{ message: 'From elsewhere.' }] },
      link: expect.stringContaining('rel="next"'),
    })
    expect(await callFrom(page, '/api/identity/refresh', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { access_token: expect.any(String) },
    })
    await end()
  })

  it('that FRONTEND_URL does not name reads nothing and changes nothing, cookie and token or not', async () => {
    const { page, context, end } = await stage.open({ baseURL: stranger.origin })
    const own = await context.newPage()
    await own.goto(allowed.origin)
    const signedIn = (await callFrom(own, '/api/identity/sign-in', signIn)) as { body: { access_token: string } }

    await page.goto('/')
    const refused = { refused: 'TypeError' }
    expect(await callFrom(page, '/api/activities/@worf')).toEqual(refused)
    expect(await callFrom(page, '/api/identity/sign-in', signIn)).toEqual(refused)
    expect(await callFrom(page, '/api/identity/refresh', { method: 'POST' })).toEqual(refused)
    const stolen = crud('From a stranger.', signedIn.body.access_token)
    expect(await callFrom(page, '/api/activities', stolen)).toEqual(refused)
    const { body } = (await callFrom(own, '/api/activities/@worf')) as { body: { activities: { message: string }[] } }
    expect(body.activities.map(({ message }) => message)).not.toContain('From a stranger.')
    await end(/blocked by CORS policy/)
  })
})

describe('the browser of these tests', () => {
  it('was started with nothing that switches its security off', async () => {
    const stage = await startStage()
    const { context, page, end } = await stage.open()
    const devtools = await context.newCDPSession(page)
    const { arguments: args } = await devtools.send('Browser.getBrowserCommandLine')
    expect(args).toContain('--enable-automation')
    expect(
      args.filter((arg) =>
        /web-security|insecure|site-isolation|isolate-?origins|site-per-process|single-process|treat-.*-as-secure/i.test(
          arg,
        ),
      ),
    ).toEqual([])
    await end()
    await stage.close()
  })
})
