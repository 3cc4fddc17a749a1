import { expect, it } from 'vitest'
import { readOutbox } from '../../mail/read-outbox.ts'
import { startIdentityApp } from './testing/identity-app.ts'
import { codeIn, cookieOf, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

it('logs no code, password, token or e-mail address in any identity endpoint', async () => {
  const server = await startIdentityApp()
  const { email, token, cookie } = await signUpAndIn(server.app, server.outbox, { handle: 'private' })
  await post(server.app, 'sign-in', { email, password: 'a wrong password' })
  await post(server.app, 'sign-in', { email: [email], password: { password } })
  await post(server.app, 'forgot', { email })
  const code = codeIn(await emailTo(server.outbox, email, 2))
  await post(server.app, 'reset', { email, code, password: 'the new password' })
  const again = await post(server.app, 'sign-in', { email, password: 'the new password' })
  await post(server.app, 'refresh', undefined, { cookie: cookieOf(again) })
  await server.app.inject({ url: '/api/identity/me', headers: { authorization: `Bearer ${token}` } })
  await post(server.app, 'sign-out', undefined, { cookie: cookieOf(again) })
  const codes = (await readOutbox(server.outbox)).map(codeIn).filter(Boolean)
  const secrets = [
    email,
    token,
    cookie.split('=')[1],
    cookieOf(again).split('=')[1],
    password,
    'the new password',
    ...codes,
  ]
  const logged = server.logged()
  expect(logged).toContain('/api/identity/sign-in')
  expect(codes).toHaveLength(2)
  // A code could be part of a longer number, such as a time.
  for (const secret of secrets) expect(logged).not.toMatch(new RegExp(`(?<!\\d)${secret}(?!\\d)`))
  await server.close()
})
