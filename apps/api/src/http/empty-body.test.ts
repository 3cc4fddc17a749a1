import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'

// One address sends more of them than a visitor would.
const test = await useTestApp({ RATE_LIMIT_ONE_MINUTE: '1000/1h' })
await test.member('data')

const contentTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'text/plain;charset=UTF-8',
  'application/octet-stream',
  'multipart/form-data; boundary=x',
]

/** Sends nothing, in a body of length 0, in a body without a length, or in chunks. */
const bodies = [{ 'content-length': '0' }, {}, { 'transfer-encoding': 'chunked' }]

let callers = 0

/** Asks as a new member with a crud: the endpoints burn it, or end the caller's sessions. */
async function send({ method, path }: Endpoint, headers: Record<string, string>) {
  const caller = await test.member(`caller_${callers++}`)
  const { uuid } = await test.crud(caller)
  const url = path.replace(':handle', 'data').replace(/:\w+/, uuid)
  const authorization = `Bearer ${caller.token}`
  const { statusCode, body } = await test.app.inject({ method, url, headers: { authorization, ...headers } })
  return [statusCode, statusCode === 200 ? 'a reply' : body]
}

const writes = Object.entries(endpoints).filter(([, { method }]) => method !== 'GET')

describe('an empty body with a content type', () => {
  it.each(writes.filter(([, { body }]) => !body))('is none where none is expected: %s', async (_name, endpoint) => {
    const expected = await send(endpoint, {})
    for (const length of bodies) {
      for (const type of contentTypes) {
        expect(await send(endpoint, { ...length, 'content-type': type })).toEqual(expected)
      }
    }
  })

  it.each(writes.filter(([, { body }]) => body))('is refused where one is expected: %s', async (_name, endpoint) => {
    const answers = await Promise.all(contentTypes.map((type) => send(endpoint, { 'content-type': type })))
    const [json, text] = [
      [400, '["body_invalid"]'],
      [415, '["content_type_invalid"]'],
    ]
    expect(answers).toEqual([json, json, text, text, text, text])
  })
})
