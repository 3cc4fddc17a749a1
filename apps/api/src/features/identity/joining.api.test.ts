import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { codeIn, cookiesOf, emailTo, password, post } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const ask = (handle: string) =>
  post(server.app, 'sign-up', { name: handle, email: `${handle}@example.com`, handle, password })
const sentCode = async (email: string) => codeIn(await emailTo(server.outbox, email))
const confirm = (email: string, code: string, cookie = '') => post(server.app, 'confirm', { email, code }, { cookie })

describe('a sign-up', () => {
  it('is signed in by its code in the browser that asked, and by nobody who merely has the code', async () => {
    const cookie = cookiesOf(await ask('entering'))
    const email = 'entering@example.com'
    const reply = await confirm(email, await sentCode(email), cookie)
    expect(reply.json()).toMatchObject({ success: true, signed_in: { user: { handle: 'entering' } } })
    const refreshed = await post(server.app, 'refresh', undefined, { cookie: cookiesOf(reply), origin: server.issuer })
    expect(refreshed.json()).toMatchObject({ user: { handle: 'entering' } })
    await ask('outside')
    const outside = await confirm('outside@example.com', await sentCode('outside@example.com'))
    expect(outside.json()).toEqual({ success: true, signed_in: null })
    expect(outside.headers['set-cookie']).toBeUndefined()
  })

  it('links the e-mail to the page that takes the code', async () => {
    await ask('linked')
    const { text } = await emailTo(server.outbox, 'linked@example.com')
    expect(text).toContain(`${server.issuer}/confirm?email=linked%40example.com`)
  })
})

describe('a handle', () => {
  const check = (handle: string, { app = server.app, remoteAddress = '192.0.2.7' } = {}) =>
    app.inject({ url: `/api/identity/handle?handle=${handle}`, remoteAddress })

  it('is free until somebody has it, holds it, or has one that looks like it', async () => {
    expect((await check('lorelei')).json()).toEqual({ free: true })
    await ask('Lorelei')
    for (const handle of ['lorelei', 'LORELEI', '1ore1ei'])
      expect([handle, (await check(handle)).json()]).toEqual([handle, { free: false }])
    for (const [handle, code] of Object.entries({ '': 'blank', no: 'invalid', admin: 'reserved' }))
      expect((await check(handle)).json()).toEqual([`handle_${code}`])
  })

  it('may be asked for only so often from one address', async () => {
    const { app } = await server.another({ RATE_LIMIT_HANDLE_ADDRESS: '2/15min' })
    const from = { app, remoteAddress: '192.0.2.8' }
    const replies = [await check('one_h', from), await check('two_h', from), await check('three_h', from)]
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
  })
})
