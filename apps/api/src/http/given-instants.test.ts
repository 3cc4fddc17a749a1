import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { createMessage } from '@cruddur/contract/messages'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp({ MODERATORS: 'worf' })
const worf = await test.member('worf')
const data = await test.member('data')
const sent = await test.call(createMessage, { handle: 'worf', message: 'hello' }, { as: data })
const { message_group_uuid } = sent.reply as { message_group_uuid: string }

let uuid: string
beforeEach(async () => {
  uuid = (await test.crud(worf)).uuid
})

/** Names of the fields of the body that are instants. */
const instantsOf = ({ body }: Endpoint): string[] => {
  const { properties = {} } = body ? z.toJSONSchema(body, { io: 'input' }) : {}
  return Object.entries(properties).flatMap(([name, schema]) =>
    (schema as { format?: string }).format === 'date-time' ? [name] : [],
  )
}
const withInstants = Object.entries(endpoints).filter(([, endpoint]) => instantsOf(endpoint).length > 0)

const digits = (length: number, max: number) =>
  fc.integer({ min: 0, max }).map((number) => String(number).padStart(length, '0'))
/** Dates that are written well, with all that can be wrong about their values. */
const written = fc
  .record({
    day: fc.oneof(
      fc.tuple(digits(4, 9999), digits(2, 13), digits(2, 31)).map((parts) => parts.join('-')),
      fc.constantFrom('0000-01-01', '0001-01-01', '1582-10-10', '2030-02-29', '9999-12-31'),
    ),
    time: fc.tuple(digits(2, 24), digits(2, 59), digits(2, 60)).map((parts) => parts.join(':')),
    fraction: fc.constantFrom('', '.1', '.999999999', `.${'3'.repeat(200)}`),
    zone: fc.oneof(
      fc.constant('Z'),
      fc.tuple(fc.constantFrom('+', '-'), digits(2, 24), digits(2, 59)).map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  })
  .map(({ day, time, fraction, zone }) => `${day}T${time}${fraction}${zone}`)

describe('an instant in a body', () => {
  it('is known to this test wherever the contract has one', () => {
    expect(withInstants.map(([name]) => name).sort()).toEqual(['burnCrudsBefore', 'readMessages', 'shortenActivity'])
  })

  it.each(withInstants)('of %s is taken or refused with its code, never a 500', async (_name, endpoint) => {
    const [field = ''] = instantsOf(endpoint)
    await fc.assert(
      fc.asyncProperty(written, async (instant) => {
        const { status, raw } = await test.call(endpoint, { uuid, message_group_uuid, [field]: instant }, { as: worf })
        if (status === 200) return
        expect([status, raw.json()]).toEqual([422, [expect.stringMatching(`^(${field}_invalid|ttl_not_shorter)$`)]])
      }),
      { numRuns: 150 },
    )
  })
})

/** Bytes that have the form of a cursor of any kind, and mostly instants and ranks that none has. */
const cursor = fc
  .tuple(
    fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -1n, max: 253_402_300_800_000n })),
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
    fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ minLength: 4, maxLength: 8 })),
  )
  .map(([at, uuid, rest]) => {
    const time = Buffer.alloc(8)
    time.writeBigInt64BE(at)
    return Buffer.concat([time, uuid, rest]).toString('base64url')
  })

describe('the instant in a cursor', () => {
  const paged = Object.entries(endpoints).filter(([, { pages }]) => pages)
  it.each(paged)('of %s is taken or refused with its code, never a 500', async (_name, endpoint) => {
    await fc.assert(
      fc.asyncProperty(cursor, async (cursor) => {
        const args = { uuid, handle: 'worf', message_group_uuid, term: 'worf', cursor }
        const { status, raw } = await test.call(endpoint, args, { as: worf })
        if (status !== 200) expect([status, raw.json()]).toEqual([422, ['cursor_invalid']])
      }),
      { numRuns: 40 },
    )
  })
})
