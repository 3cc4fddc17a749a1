import { join } from 'node:path'
import { readOutbox } from '../mail/read-outbox.ts'

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

/** Signs somebody up and in, as a person would, with the code from the letter in the outbox. Returns an access token. */
export async function signUpAndIn(address: string, dataDir: string, handle = 'writer'): Promise<string> {
  const credentials = { email: `${handle}@example.org`, password: 'a long enough passphrase 1' }
  await post(address, '/api/identity/sign-up', { ...credentials, name: handle, handle })
  const code = await waitForCode(join(dataDir, 'outbox'), credentials.email)
  await post(address, '/api/identity/confirm', { email: credentials.email, code })
  return String((await post(address, '/api/identity/sign-in', credentials))['access_token'])
}

async function waitForCode(outbox: string, email: string): Promise<string> {
  for (;;) {
    const letters = await readOutbox(outbox)
    const code = /\b\d{8}\b/.exec(letters.findLast((letter) => letter.to === email)?.text ?? '')?.[0]
    if (code) return code
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export type Stream = {
  /** Messages that the server said it has. */
  acknowledged: string[]
  /** Ends the stream and waits for what is under way. */
  stop(): Promise<void>
}

/** Writes cruds one after the other on several lines at once, and notes which were acknowledged. Failures are passed over. */
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

/** The messages of everything that a person has published, all pages, newest first. */
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
