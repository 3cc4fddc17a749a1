import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { codeIn, cookiesOf, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

type From = { app?: IdentityApp['app']; address?: string; headers?: Record<string, string> }
const send = (path: string, payload: object, { app = server.app, address = '192.0.2.1', headers = {} }: From = {}) =>
  app.inject({ method: 'POST', url: `/api/identity/${path}`, payload, remoteAddress: address, headers })
const wrong = (email: string) => ({ email, password: 'wrong password' })
const statuses = (replies: { statusCode: number }[]) => replies.map(({ statusCode }) => statusCode)

async function times<T>(count: number, work: (nth: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let nth = 0; nth < count; nth++) results.push(await work(nth))
  return results
}

describe('failed sign-ins to an account', () => {
  const limited = () => server.another({ RATE_LIMIT_SIGN_IN_ACCOUNT: '4/15min' })

  it('are counted over all servers and addresses, for the account in any case, and the refusal says when to try again', async () => {
    const [one, two] = [await limited(), await limited()]
    const forms = ['target@example.com', 'Target@Example.com', ' TARGET@example.com ', 'target@example.com']
    const replies = await times(4, (n) =>
      send('sign-in', wrong(forms[n] ?? ''), { app: n % 2 ? one.app : two.app, address: `192.0.2.${n}` }),
    )
    expect(statuses(replies)).toEqual([401, 401, 401, 401])
    const refused = await send('sign-in', wrong('target@example.com'), { app: two.app, address: '198.51.100.1' })
    expect([refused.statusCode, refused.body]).toEqual([429, '["rate_limited"]'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(890)
    const restarted = await limited()
    expect((await send('sign-in', wrong('target@example.com'), { app: restarted.app })).statusCode).toBe(429)
  })

  it('are counted the same whether there is an account or not', async () => {
    const { app } = await limited()
    const { email } = await signUpAndIn(server.app, server.outbox, { handle: 'limited' })
    const known = await times(6, () => send('sign-in', wrong(email), { app }))
    const unknown = await times(6, () => send('sign-in', wrong('nobody@example.com'), { app }))
    expect(statuses(known)).toEqual([401, 401, 401, 401, 429, 429])
    expect(statuses(unknown)).toEqual(statuses(known))
    // The right password is refused too. A new one, set with the code in the mailbox, works.
    expect((await send('sign-in', { email, password }, { app })).statusCode).toBe(429)
    await post(server.app, 'forgot', { email })
    const code = codeIn(await emailTo(server.outbox, email, 2))
    await post(server.app, 'reset', { email, code, password: 'a new password' })
    expect((await send('sign-in', { email, password: 'a new password' }, { app })).statusCode).toBe(200)
  })

  it('are counted before the password is checked: of 40 at once exactly 4 are checked', async () => {
    const { app } = await limited()
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => send('sign-in', wrong('burst@example.com'), { app })),
    )
    expect(statuses(replies).filter((status) => status === 401)).toHaveLength(4)
  })

  it('are reset by success', async () => {
    const { app } = await limited()
    const { email } = await signUpAndIn(server.app, server.outbox, { handle: 'regular' })
    const replies = await times(6, () => send('sign-in', { email, password }, { app }))
    expect(statuses(replies)).toEqual(Array(6).fill(200))
    await times(3, () => send('sign-in', wrong(email), { app }))
    expect((await send('sign-in', { email, password }, { app })).statusCode).toBe(200)
    expect(statuses(await times(4, () => send('sign-in', wrong(email), { app })))).toEqual([401, 401, 401, 401])
  })
})

describe('an IP address', () => {
  it('has a limit of failed sign-ins over all accounts; an IPv6 network of /64 is one address', async () => {
    const { app } = await server.another({ RATE_LIMIT_SIGN_IN_ADDRESS: '3/5min' })
    const rotate = (n: number) => ({ app, address: `2001:db8:1:1::${n + 1}` })
    const replies = await times(5, (n) => send('sign-in', wrong(`spray${n}@example.com`), rotate(n)))
    expect(statuses(replies)).toEqual([401, 401, 401, 429, 429])
    expect((await send('sign-in', wrong('spray9@example.com'), { app, address: '2001:db8:1:2::1' })).statusCode).toBe(
      401,
    )
  })

  it('is that of the socket, whatever the headers say', async () => {
    const { app } = await server.another({ RATE_LIMIT_SIGN_IN_ADDRESS: '3/5min' })
    const replies = await times(5, (n) => {
      const forged = `203.0.113.${n}`
      const headers = {
        'x-forwarded-for': forged,
        'x-real-ip': forged,
        forwarded: `for=${forged}`,
        'cf-connecting-ip': forged,
      }
      return send('sign-in', wrong(`forged${n}@example.com`), { app, address: '198.51.100.7', headers })
    })
    expect(statuses(replies)).toEqual([401, 401, 401, 429, 429])
  })

  it('has a limit of sign-ups', async () => {
    const { app } = await server.another({ RATE_LIMIT_SIGN_UP: '2/30min' })
    const replies = await times(3, (n) => {
      const person = { name: 'S', email: `serial${n}@example.com`, handle: `serial_${n}`, password }
      return send('sign-up', person, { app, address: '198.51.100.8' })
    })
    expect(statuses(replies)).toEqual([200, 200, 429])
  })

  it.each(['confirm', 'reset'])('has a limit of codes: %s', async (path) => {
    const { app } = await server.another({ RATE_LIMIT_CODE_ADDRESS: '3/15min' })
    const address = `198.51.100.${path.length}`
    const replies = await times(4, (n) => {
      const body = { email: `codes${n}@example.com`, code: '00000000', password }
      return send(path, body, { app, address })
    })
    expect(statuses(replies)).toEqual([422, 422, 422, 429])
  })
})

describe('the owner of an account', () => {
  it('is not locked out by strangers in a browser that has signed in before, where guesses are limited too', async () => {
    const { app } = await server.another({ RATE_LIMIT_SIGN_IN_ACCOUNT: '3/15min' })
    const { email } = await signUpAndIn(server.app, server.outbox, { handle: 'besieged' })
    const cookie = cookiesOf(await post(server.app, 'sign-in', { email, password }))
    await times(5, (n) => send('sign-in', wrong(email), { app, address: `192.0.2.${n}` }))
    expect((await send('sign-in', { email, password }, { app })).statusCode).toBe(429)
    expect((await send('sign-in', { email, password }, { app, headers: { cookie } })).statusCode).toBe(200)
    const guesses = await times(4, () => send('sign-in', wrong(email), { app, headers: { cookie } }))
    expect(statuses(guesses)).toEqual([401, 401, 401, 429])
    // A made-up cookie is not known.
    for (const forged of ['browser=made-up', `${cookie.slice(0, -3)}xyz`])
      expect((await send('sign-in', { email, password }, { app, headers: { cookie: forged } })).statusCode).toBe(429)
  })
})

describe('an e-mail address, with an account or without,', () => {
  it.each(['confirm', 'reset'])('has a limit of codes from all IP addresses: %s', async (path) => {
    const { app } = await server.another({ RATE_LIMIT_CODE_ACCOUNT: '3/15min' })
    const body = { email: `${path}@example.com`, code: '00000000', password }
    const replies = await times(4, (n) => send(path, body, { app, address: `203.0.113.${n}` }))
    expect(statuses(replies)).toEqual([422, 422, 422, 429])
  })

  it.each(['confirm', 'reset'])('has a limit of codes for a day, which a right code resets: %s', async (path) => {
    const settings = { RATE_LIMIT_CODE_ACCOUNT: '1000/15min', RATE_LIMIT_CODE_ACCOUNT_DAY: '3/24h' }
    const { app } = await server.another(settings)
    const email = `patient_${path}@example.com`
    const guess = () => send(path, { email, code: '00000000', password }, { app })
    const newcomer = { name: 'P', email, handle: `patient_${path}`, password }
    const cookie = cookiesOf(await send('sign-up', newcomer, { app }))
    expect(statuses(await times(2, guess))).toEqual([422, 422])
    const code = codeIn(await emailTo(server.outbox, email))
    expect((await send('confirm', { email, code }, { app, headers: { cookie } })).statusCode).toBe(200)
    expect(statuses(await times(4, guess))).toEqual([422, 422, 422, 429])
    const refused = await guess()
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(86_000)
  })

  it('has a limit of e-mails over all endpoints', async () => {
    const { app } = await server.another({ RATE_LIMIT_LETTER_ACCOUNT: '3/1h' })
    const email = 'flooded@example.com'
    const bodies = {
      'sign-up': { name: 'F', email, handle: 'flooded', password },
      resend: { email },
      forgot: { email },
    }
    const paths = ['sign-up', 'resend', 'forgot', 'resend', 'sign-up'] as const
    const replies = await times(5, (n) => {
      const path = paths[n] ?? 'forgot'
      return send(path, bodies[path], { app, address: `203.0.113.${n}` })
    })
    expect(statuses(replies)).toEqual([200, 200, 200, 429, 429])
  })
})
