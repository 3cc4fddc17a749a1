import { join } from 'node:path'
import { vi } from 'vitest'
import { readOutbox } from '../../mail/read-outbox.ts'

const json = { 'content-type': 'application/json' }

async function post(
  address: string,
  path: string,
  body: object,
  headers: object = {},
): Promise<Record<string, unknown>> {
  const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }
  const reply = await fetch(`${address}${path}`, { ...init, signal: AbortSignal.timeout(15_000) })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as Record<string, unknown>
}

/** Signs somebody up and in, with the code from the e-mail in the outbox. Returns an access token. */
export async function signUpAndIn(address: string, dataDir: string, handle = 'writer'): Promise<string> {
  const credentials = { email: `${handle}@example.org`, password: 'a long enough passphrase 1' }
  await post(address, '/api/identity/sign-up', { ...credentials, name: handle, handle })
  const code = await waitForCode(join(dataDir, 'outbox'), credentials.email)
  await post(address, '/api/identity/confirm', { email: credentials.email, code })
  return String((await post(address, '/api/identity/sign-in', credentials))['access_token'])
}

function waitForCode(outbox: string, email: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const emails = await readOutbox(outbox)
      const code = /\b\d{8}\b/.exec(emails.findLast(({ to }) => to === email)?.text ?? '')?.[0]
      if (!code) throw new Error(`${email} was sent no code`)
      return code
    },
    { timeout: 20_000, interval: 20 },
  )
}

export type Stream = {
  /** Messages for which the server answered 200. */
  acknowledged: string[]
  /** Stops writing, and waits for the requests that are under way. */
  stop(): Promise<void>
}

/** Writes cruds on several lines at once, one after the other on each. Failed requests are skipped. */
export function startWriting(address: string, token: string, lines = 4): Stream {
  const acknowledged: string[] = []
  let running = true
  async function write(line: number): Promise<void> {
    for (let count = 0; running; count++) {
      const message = `line ${line} crud ${count}`
      try {
        const crud = await post(
          address,
          '/api/activities',
          { message, ttl: '1-day' },
          { authorization: `Bearer ${token}` },
        )
        if (crud['message'] === message) acknowledged.push(message)
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
  }
  const writing = Array.from({ length: lines }, (_, line) => write(line))
  return {
    acknowledged,
    async stop() {
      running = false
      await Promise.all(writing)
    },
  }
}

/** The messages of all cruds of a person, from all pages, newest first. */
export async function readAll(address: string, handle = 'writer'): Promise<string[]> {
  const messages: string[] = []
  let next: string | undefined = `/api/activities/@${handle}?limit=100`
  while (next) {
    const reply: Response = await fetch(new URL(next, address))
    if (!reply.ok) throw new Error(`${next}: ${reply.status} ${await reply.text()}`)
    const page = (await reply.json()) as { activities: { message: string }[] }
    messages.push(...page.activities.map((crud) => crud.message))
    next = /<([^>]+)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1]
    if (next) next = next.replace('http://cruddur.test', '')
  }
  return messages
}
