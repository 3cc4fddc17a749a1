import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newPoolKey, startKeyServer } from '../testing/key-server.ts'
import { createRemoteKeys, type RemoteKeysOptions } from './remote-keys.ts'

let server: Awaited<ReturnType<typeof startKeyServer>>
let one: object
let two: object
beforeAll(async () => {
  server = await startKeyServer()
  one = (await newPoolKey('one')).publicKey
  two = (await newPoolKey('two')).publicKey
})
beforeEach(() => {
  Object.assign(server.state, { keys: [one], requests: 0, answer: null })
})
afterAll(() => server.stop())

const never = 3_600_000
let lines: string[]
function keysOf(options: Partial<RemoteKeysOptions> = {}) {
  lines = []
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  return createRemoteKeys({ url: `${server.origin}/keys`, log, minIntervalMs: never, firstRetryMs: never, ...options })
}

describe('the keys of a user pool', () => {
  it('are requested once, however many tokens ask at once and later', async () => {
    const keys = keysOf()
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find('one')))
    expect(found.every((key) => key?.type === 'public')).toBe(true)
    for (let n = 0; n < 50; n++) await keys.find('one')
    expect(server.state.requests).toBe(1)
  })

  it('are requested again for an unknown key id, but not before the pause is over', async () => {
    const patient = keysOf()
    await patient.find('one')
    server.state.keys = [one, two]
    expect(await Promise.all([patient.find('two'), patient.find('a'), patient.find('b')])).toEqual([null, null, null])
    expect(server.state.requests).toBe(1)
    const eager = keysOf({ minIntervalMs: 0 })
    server.state.keys = [one]
    await eager.find('one')
    server.state.keys = [two]
    expect(await eager.find('two')).not.toBeNull()
    expect(await eager.find('one')).toBeNull()
  })

  it('are requested anew in the background when they are old, and a withdrawn key is dropped', async () => {
    const keys = keysOf({ maxAgeMs: 0, minIntervalMs: 0 })
    await keys.find('one')
    server.state.keys = [two]
    await expect.poll(() => keys.find('one')).toBeNull()
  })

  it.each([
    ['a 500', (response) => response.writeHead(500).end('{}')],
    ['no JSON', (response) => response.end('<html>')],
    ['no key set', (response) => response.end('[]')],
    ['an empty set', (response) => response.end('{"keys":[]}')],
    ['only keys of other kinds', (response) => response.end('{"keys":[{"kty":"oct","kid":"one","k":"AA"}]}')],
    ['a set without end', (response) => response.end(`{"keys":[],"x":"${'a'.repeat(70_000)}"}`)],
    ['a redirect', (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['a closed connection', (response) => response.destroy()],
    ['nothing', () => {}],
  ] as [string, NonNullable<typeof server.state.answer>][])(
    'stay as they were when the answer is %s',
    async (_name, answer) => {
      const keys = keysOf({ minIntervalMs: 0, timeoutMs: 200 })
      expect(await keys.find('one')).not.toBeNull()
      server.state.answer = answer
      expect(await keys.find('two')).toBeNull()
      expect(await keys.find('one')).not.toBeNull()
      expect(lines.join('')).toMatch(/cannot be read from http.*the last ones stay valid/)
      const requests = server.state.requests
      expect(await keys.find('two')).toBeNull()
      expect(server.state.requests, 'the pause after a failure').toBe(requests)
    },
  )

  it('are had as soon as the pool answers again, and the log says both', async () => {
    const keys = keysOf({ firstRetryMs: 1 })
    server.state.answer = (response) => void response.writeHead(503).end()
    expect(await keys.find('one')).toBeNull()
    expect(lines.join('')).toContain('no access token is accepted until they can')
    server.state.answer = null
    await expect.poll(() => keys.find('one')).not.toBeNull()
    expect(lines.join('')).toContain('can be read again')
  })
})
