import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { codeIn, letterTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const ask = (handle: string, more: object = {}) =>
  post(server.app, 'sign-up', { name: handle, email: `${handle}@example.com`, handle, password, ...more })
const letter = (email: string, nth?: number) => letterTo(server.outbox, email, nth)
const confirm = (email: string, code: string) => post(server.app, 'confirm', { email, code })
const signIn = (email: string, given = password) => post(server.app, 'sign-in', { email, password: given })

describe('signing up', () => {
  it('takes a person from an address and a password to an access token', async () => {
    const ada = await signUpAndIn(server.app, server.outbox, { handle: 'ada', name: 'Ada Lovelace' })
    expect(ada).toMatchObject({ handle: 'ada', display_name: 'Ada Lovelace' })
    const me = await server.app.inject({ url: '/api/identity/me', headers: { authorization: `Bearer ${ada.token}` } })
    expect(me.json()).toEqual({ uuid: ada.uuid, handle: 'ada', display_name: 'Ada Lovelace' })
  })
})
