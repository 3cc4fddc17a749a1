import type { Activity } from '@cruddur/contract/activities'
import type { SignedIn } from '@cruddur/contract/identity'
import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { readOutbox } from '../apps/api/src/mail/read-outbox.ts'
import type { Stage } from './start.ts'

export const password = 'correct horse battery'

export function emailOf(handle: string): string {
  return `${handle}@example.com`
}

/** The newest code that was sent to somebody who had `known` e-mails before. E-mails are sent after the reply. */
export function codeFor({ outbox }: Stage, handle: string, known = 0): Promise<string> {
  return vi.waitFor(
    async () => {
      const emails = (await readOutbox(outbox)).filter(({ to }) => to === emailOf(handle))
      const code = /^ {4}(\d{8})$/m.exec(emails.at(-1)?.text ?? '')?.[1]
      if (!code || emails.length <= known) throw new Error(`${handle} was sent no code`)
      return code
    },
    { timeout: 10_000, interval: 10 },
  )
}

const send = async <T>({ origin }: Stage, method: string, path: string, body?: object, token = ''): Promise<T> => {
  const response = await fetch(origin + path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

const post = <T>(stage: Stage, path: string, body: object, token?: string): Promise<T> =>
  send(stage, 'POST', path, body, token)

export type Person = {
  handle: string
  crud: (message: string, parent?: Activity) => Promise<Activity>
  /** Calls the API directly, in this person's name. */
  act: (method: 'POST' | 'PATCH' | 'DELETE', path: `/api/${string}`, body?: object) => Promise<unknown>
}

/** Makes a confirmed account, by the API. */
export async function createPerson(stage: Stage, handle: string, name = handle): Promise<Person> {
  const email = emailOf(handle)
  await post(stage, '/api/identity/sign-up', { name, email, handle, password })
  await post(stage, '/api/identity/confirm', { email, code: await codeFor(stage, handle) })
  const { access_token } = await post<SignedIn>(stage, '/api/identity/sign-in', { email, password })
  return {
    handle,
    crud: (message, parent) =>
      parent
        ? post(stage, `/api/activities/${parent.uuid}/reply`, { message }, access_token)
        : post(stage, '/api/activities', { message, ttl: '1-day' }, access_token),
    act: (method, path, body) => send(stage, method, path, body, access_token),
  }
}

/**
 * Signs somebody in, in the browser, as the form does: with the cookie of the reply and the note that there is a session.
 * The form itself is tried by the journeys of the first minute and of the account.
 */
export async function signIn(page: Page, handle: string): Promise<void> {
  const data = { email: emailOf(handle), password }
  const reply = await page.context().request.post('/api/identity/sign-in', { data })
  if (!reply.ok()) throw new Error(`@${handle} could not sign in: ${reply.status()} ${await reply.text()}`)
  // Any page of the origin, for its storage: this one has no scripts.
  await page.goto('/robots.txt')
  await page.evaluate(`localStorage.setItem('cruddur.session', '1')`)
  await page.goto('/')
  await page.getByRole('heading', { name: 'Home' }).waitFor()
}

export function composer(page: Page) {
  return page.getByRole('textbox', { name: 'Your crud' })
}

export function crudWith(page: Page, words: string) {
  return page.getByRole('article').filter({ hasText: words })
}
