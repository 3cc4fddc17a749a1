import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import { settings } from '../config/settings.ts'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp({
  RATE_LIMIT_ADDRESS: settings.RATE_LIMIT_ADDRESS.default,
  RATE_LIMIT_PERSON: settings.RATE_LIMIT_PERSON.default,
})
const people = 200
/** What a first load asks for that counts: the page, and the API. */
const firstLoad = [
  '/',
  '/api/activities/home',
  '/api/trends',
  '/api/users/suggested',
  '/api/activities/notifications/unread',
  '/api/message_groups',
  '/api/profile/muted',
  '/api/profile/blocked',
  '/api/openapi.json',
]

it('two hundred people behind one address load the app at once, and nobody is refused', {
  timeout: 60_000,
}, async () => {
  const members = await Promise.all(Array.from({ length: 10 }, (_, n) => test.member(`office_${n}`)))
  const load = (n: number) => {
    const headers = { authorization: `Bearer ${members[n % members.length]?.token}` }
    return firstLoad.map((url) => test.app.inject({ url, headers, remoteAddress: '192.0.2.1' }))
  }
  const refused = new Map<string, number>()
  // Twenty people press the key in the same instant, then the next twenty.
  for (let first = 0; first < people; first += 20) {
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => load(first + n)).flat())
    for (const { statusCode, raw } of replies) {
      if (statusCode !== 200) refused.set(`${raw.req.url}`, statusCode)
    }
  }
  expect([...refused]).toEqual([])
})

it('the files of the app are never limited', async () => {
  const [file] = readdirSync(join(test.ports.webRoot, 'assets'))
  const limit = { max: 3, window: 300_000 }
  const app = await buildApp(
    { ...test.config, rateLimits: { ...test.config.rateLimits, address: limit, person: limit } },
    test.ports,
  )
  const statuses = new Set<number>()
  for (let n = 0; n < 20; n++) statuses.add((await app.inject({ url: `/assets/${file}` })).statusCode)
  await app.close()
  expect([...statuses]).toEqual([200])
})
