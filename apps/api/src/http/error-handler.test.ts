import { createActivity } from '@cruddur/contract/activities/publishing'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')

const json = 'application/json'
const post = (payload: string | Buffer | undefined, contentType: string | undefined = json) =>
  test.app.inject({
    method: 'POST',
    url: createActivity.path,
    headers: { authorization: `Bearer ${worf.token}`, ...(contentType && { 'content-type': contentType }) },
    ...(payload !== undefined && { payload }),
  })
const outcome = async (answer: ReturnType<typeof post>) => {
  const { statusCode, body } = await answer
  return [statusCode, JSON.parse(body)]
}

describe('a body that is no JSON object', () => {
  it.each([
    '',
    '{',
    '{"message":',
    '[]',
    '"text"',
    '5',
    'null',
    'true',
    'message=hello',
    '\u0000',
    '{"a":1}{"b":2}',
    '{message:"x"}',
    '{"__proto__":{"ttl":"1-hour"},"message":"x"}',
    '{"constructor":{"prototype":{}}}',
    '\ufeff\ufeff{}',
    'NaN',
    "{'a':1}",
  ])('%j is 400 body_invalid', async (body) => {
    expect(await outcome(post(body))).toEqual([400, ['body_invalid']])
  })

  it('nor is JSON that is nested without end', async () => {
    expect((await outcome(post(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)))[0]).toBe(400)
  })
})

it('a body with a million keys, or a giant text, is refused for its size', async () => {
  const keys = JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, n])))
  expect(await outcome(post(keys))).toEqual([413, ['body_too_large']])
  expect(await outcome(post(JSON.stringify({ message: 'x'.repeat(2 ** 21) })))).toEqual([413, ['body_too_large']])
})

it.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/html',
  'application/jsonp',
  'application/json-patch',
  'json',
  'application/',
  ' ',
  'a/b; charset=utf-8',
  'application/xml',
  '*/*',
])('the content type %j never reaches a handler', async (contentType) => {
  const { statusCode, body } = await post('{"message":"x","ttl":"1-hour"}', contentType)
  expect([415, 400]).toContain(statusCode)
  expect(JSON.parse(body)).toEqual([statusCode === 415 ? 'content_type_invalid' : 'body_invalid'])
})

it.each(['application/json;charset=utf-8', 'Application/JSON', 'application/json ; charset="utf-8"'])(
  'the content type %j is JSON',
  async (contentType) => {
    expect((await post('{"message":"x","ttl":"1-hour"}', contentType)).statusCode).toBe(200)
  },
)

describe('an address that nobody serves', () => {
  it.each([
    ['GET', '/api/nothing'],
    ['POST', '/api/nothing'],
    ['GET', '/api/'],
    ['GET', '/api/activities/%'],
    ['GET', '/api/%c0%af'],
    ['GET', `/api/activities/${'x'.repeat(5000)}`],
    ['GET', '/assets/nothing.js'],
  ] as const)('%s %s is a 404 with its code', async (method, url) => {
    const answer = await test.app.inject({ method, url })
    expect([answer.statusCode, answer.json()]).toEqual([404, [answer.json()[0]]])
    expect(['not_found', 'activity_not_found']).toContain(answer.json()[0])
  })
})

it('an empty handle is a blank one, as the original says', async () => {
  for (const url of ['/api/activities/@', '/api/users/@/short', '/api/activities/@/status/x']) {
    const answer = await test.app.inject({ url })
    expect([url, answer.statusCode, answer.json()[0]]).toEqual([url, 422, 'blank_user_handle'])
  }
})
