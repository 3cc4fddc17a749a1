import { performance } from 'node:perf_hooks'
import { expect, it, onTestFinished } from 'vitest'
import { makeTempDir, postgresOf, startServerProcess } from './testing/server-process.ts'
import { readAll, signUpAndIn } from './testing/writer.ts'

const generous = {
  RATE_LIMIT_ADDRESS: '1000000/1min',
  RATE_LIMIT_PERSON: '1000000/1min',
  TRUST_PROXY: 'loopback',
}
const stallMs = 10_000
const answerLimitMs = 5_000

type Answer = { path: string; status: number; retryAfter: string | null; tookMs: number }

const json = { 'content-type': 'application/json' }

/** One request of each kind: what reads, writes, searches, signs in, streams, and moves a whole account. */
function requestsOf(address: string, token: string): ((client: string) => Promise<Answer>)[] {
  const member = { authorization: `Bearer ${token}` }
  const post = (body: object, headers = {}) => ({
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  })
  const password = 'a long enough passphrase 1'
  const requests: [string, RequestInit][] = [
    ['/api/profile/export', { headers: member }],
    ['/api/activities/home?limit=20', {}],
    ['/api/activities/home?limit=20', { headers: member }],
    ['/api/activities', post({ message: 'in the stall', ttl: '1-hour' }, member)],
    ['/api/activities/search?term=crud', {}],
    ['/api/users/search?term=wri', { headers: member }],
    ['/api/message_groups', { headers: member }],
    ['/api/trends', {}],
    ['/api/stream', {}],
    ['/api/health', {}],
    ['/@writer', {}],
    ['/api/identity/sign-in', post({ email: 'writer@example.org', password })],
    ['/api/identity/me', { headers: member }],
    ['/api/profile/delete', post({ password: 'not the password' }, member)],
  ]
  return requests.map(([path, init]) => async (client) => {
    const started = performance.now()
    const headers = { ...init.headers, 'x-forwarded-for': client }
    const reply = await fetch(`${address}${path}`, { ...init, headers, signal: AbortSignal.timeout(30_000) })
    if (reply.status !== 200 || path !== '/api/stream') await reply.arrayBuffer()
    else await reply.body?.cancel()
    const tookMs = Math.round(performance.now() - started)
    return { path, status: reply.status, retryAfter: reply.headers.get('retry-after'), tookMs }
  })
}

/** Stops the processes of a PostgreSQL, as a machine does that swaps or a disk that hangs. Returns what lets them go on. */
function stall(dataDir: string): () => void {
  const stopped = new Set<number>()
  const signal = (pid: number, name: NodeJS.Signals) => {
    try {
      process.kill(pid, name)
    } catch {
      // It ended by itself.
    }
  }
  // The postmaster comes first: while it stands still nothing new is started.
  for (const pid of postgresOf(dataDir).sort((a, b) => a - b)) {
    signal(pid, 'SIGSTOP')
    stopped.add(pid)
  }
  const goOn = () => {
    for (const pid of stopped) signal(pid, 'SIGCONT')
    stopped.clear()
  }
  onTestFinished(goOn)
  return goOn
}

/** Reads a stream until its text holds `wanted`. */
async function readUntil(stream: Response, wanted: string): Promise<void> {
  let text = ''
  for await (const piece of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece
    if (text.includes(wanted)) return
  }
  throw new Error(`the stream ended without ${wanted}: ${text}`)
}

it('while the database stalls every request has 503 within 5 s, and afterwards everything goes on', async () => {
  const env = { ...generous, DATA_DIR: makeTempDir() }
  const server = startServerProcess({ env })
  const address = await server.ready
  const token = await signUpAndIn(address, env.DATA_DIR)
  const headers = { authorization: `Bearer ${token}`, ...json }
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  const stream = await fetch(`${address}/api/stream`, { signal: ending.signal })
  const send = (method: string, path: string, body: object) =>
    fetch(`${address}${path}`, { method, headers, body: JSON.stringify(body) })
  const publish = (message: string) =>
    send('POST', '/api/activities', { message, ttl: '1-hour' }).then(({ status }) => status, String)
  expect(await publish('before')).toBe(200)
  const dying = await send('POST', '/api/activities', { message: 'dies in the stall', ttl: '1-hour' })
  const { uuid } = (await dying.json()) as { uuid: string }
  const expires_at = new Date(Date.now() + stallMs / 2).toISOString()
  expect((await send('PATCH', `/api/activities/${uuid}`, { expires_at })).status).toBe(200)

  const goOn = stall(env.DATA_DIR)
  const stalledAt = performance.now()
  const requests = requestsOf(address, token)
  const answers: Answer[] = []
  // Each from an address of its own: one that asks for much at once would wait behind itself.
  const askUntilTheEnd = async (request: (client: string) => Promise<Answer>, nth: number) => {
    const client = `192.0.2.${nth + 1}`
    while (performance.now() < stalledAt + stallMs - answerLimitMs) answers.push(await request(client))
  }
  // Four of each at once, but one export, since a person may have no more.
  const asking = [1, 2, 3, 4].flatMap((nth) => requests.slice(nth === 1 ? 0 : 1)).map(askUntilTheEnd)
  expect((await fetch(`${address}/api/health-check`)).status).toBe(200)
  await Promise.all(asking)
  await expect.poll(() => performance.now() > stalledAt + stallMs, { timeout: stallMs }).toBe(true)
  goOn()

  expect(answers.length).toBeGreaterThan(requests.length * 4)
  expect(answers.filter(({ status, retryAfter }) => status !== 503 || !(Number(retryAfter) > 0))).toEqual([])
  expect(answers.filter(({ tookMs }) => tookMs > answerLimitMs)).toEqual([])

  await expect.poll(() => publish('afterwards'), { timeout: 20_000 }).toBe(200)
  await readUntil(stream, 'event:')
  for (const ask of requests.filter((_, n) => n < requests.length - 1)) {
    await expect.poll(async () => (await ask('192.0.2.254')).status, { timeout: 20_000 }).toBe(200)
  }
  const stored = await readAll(address)
  expect(stored).toEqual(expect.arrayContaining(['before', 'afterwards']))
  expect(stored).not.toContain('dies in the stall')
  const lag = async () => (await fetch(`${address}/api/health`)).json()
  await expect.poll(lag, { timeout: 20_000 }).toEqual({ success: true, erasure_lag_seconds: 0 })
  expect(await server.stop()).toMatchObject({ code: 0 })
})
