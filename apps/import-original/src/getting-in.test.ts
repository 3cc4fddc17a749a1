import type { SignedIn } from '@cruddur/contract/identity'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from '../../api/src/features/identity/testing/identity-app.ts'
import { codeIn, emailTo, post } from '../../api/src/features/identity/testing/sign-up-and-in.ts'
import { importOriginal } from './import-original.ts'
import { openSource } from './source/open-source.ts'
import { createOriginalDatabase, type OriginalDatabase } from './testing/original-database.ts'

let server: IdentityApp
let original: OriginalDatabase
beforeAll(async () => {
  server = await startIdentityApp()
  original = await createOriginalDatabase()
})
afterAll(async () => {
  await server.close()
  await original.drop()
})

it('who was brought along gets in by "Forgot your password?", and their cruds are theirs', async () => {
  const email = 'ivanova@example.com'
  const author = await original.user({ handle: 'Susan.Ivanova', display_name: 'Susan', email })
  const stranger = await original.user({ handle: 'stranger' })
  const [mine, theirs] = [
    await original.crud({ author, message: 'I am death' }),
    await original.crud({ author: stranger }),
  ]
  const source = await openSource(original.url, server.db, 100)
  await importOriginal({ source, db: server.db, keys: server.keys, dryRun: false, withAccounts: true })
  await source.close()

  const { app, outbox } = server
  const early = await post(app, 'sign-in', { email, password: 'anything at all' })
  expect([early.statusCode, early.body]).toEqual([401, '["generic_401"]'])
  const again = { name: 'Another', email: 'another@example.com', handle: 'susan_ivanova', password: 'correct horse' }
  expect((await post(app, 'sign-up', again)).json()).toEqual(['handle_taken'])

  await post(app, 'forgot', { email })
  const password = 'no boom today'
  const reset = await post(app, 'reset', { email, code: codeIn(await emailTo(outbox, email)), password })
  expect(reset.body).toBe('{"success":true}')
  const { access_token, user } = (await post(app, 'sign-in', { email, password })).json<SignedIn>()
  expect(user).toEqual({ uuid: author, handle: 'susan_ivanova', display_name: 'Susan', face: null })

  const headers = { authorization: `Bearer ${access_token}` }
  const shown = await app.inject({ url: `/api/activities/@susan_ivanova/status/${mine}` })
  expect(shown.json()).toMatchObject({ activity: { uuid: mine, message: 'I am death' } })
  const burn = (uuid: string) => app.inject({ method: 'DELETE', url: `/api/activities/${uuid}`, headers })
  expect((await burn(theirs)).statusCode).toBe(403)
  expect((await burn(mine)).json()).toEqual({ uuid: mine })
})
