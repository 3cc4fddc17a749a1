import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Member, startTestApp, type TestApp } from '../testing/test-app.ts'

let test: TestApp
let worf: Member
beforeAll(async () => {
  test = await startTestApp()
  worf = await test.member('worf')
})
afterAll(() => test.close())

/** Publishes a crud whose message has these bytes. */
const publish = (bytes: number[]) =>
  test.app.inject({
    method: 'POST',
    url: '/api/activities',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${worf.token}` },
    payload: Buffer.concat([Buffer.from('{"ttl":"1-hour","message":"'), Buffer.from(bytes), Buffer.from('"}')]),
  })

describe('the bytes of a JSON body', () => {
  it.each([
    ['a lone continuation byte', [0x61, 0x80]],
    ['a byte that never occurs', [0xff]],
    ['half a character', [0xe6, 0x97]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['Latin-1', [0x63, 0x61, 0x66, 0xe9]],
  ])('are refused when they are not UTF-8: %s', async (_name, bytes) => {
    const reply = await publish(bytes)
    expect([reply.statusCode, reply.json()]).toEqual([400, ['body_invalid']])
  })

  it('may be U+FFFD itself', async () => {
    const reply = await publish([0xef, 0xbf, 0xbd])
    expect(reply.json()).toMatchObject({ message: '\ufffd' })
  })
})
