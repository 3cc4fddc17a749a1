import { handlePattern } from '@cruddur/contract/names/handles'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { handleFrom, newPersonFrom, numbered } from './new-person.ts'

it.each([
  ['andrewbrown', 'andrewbrown'],
  ['Andrew.Brown', 'andrew_brown'],
  ['andrew-brown', 'andrew_brown'],
  ['José Ñandú', 'jose_nandu'],
  ['AB', 'ab_1'],
  ['', 'person'],
  ['💥', 'person'],
  ['admin', 'was_admin'],
  ['Cruddur', 'was_cruddur'],
  ['x'.repeat(255), 'x'.repeat(30)],
])('the handle %j becomes %s', (from, to) => {
  expect(handleFrom(from)).toBe(to)
})

it('every handle that can be made is one that the database takes', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 1_000_000 }), (text, number) => {
      expect(handleFrom(text)).toMatch(handlePattern)
      expect(numbered(handleFrom(text), number)).toMatch(handlePattern)
    }),
  )
})

it.each([
  [{ display_name: null }, { displayName: 'worf', changes: ['display_name'] }],
  [{ display_name: 'Administrator' }, { displayName: 'worf', changes: ['display_name'] }],
  [
    { display_name: `W\u202eorf\u0007\n${'f'.repeat(300)}` },
    { displayName: `Worf ${'f'.repeat(45)}`, changes: ['display_name'] },
  ],
  [{ bio: `a\r\nb\u0000${'c'.repeat(300)}` }, { bio: `a\nb${'c'.repeat(157)}`, changes: ['bio'] }],
  [{ email: 'not an address' }, { email: null, changes: ['email'] }],
  [
    { email: null, shares_email: true },
    { email: null, changes: ['shared_email'] },
  ],
  [{ has_own_sub: false }, { changes: ['subject'] }],
  [
    { display_name: 'Worf 👩‍🚀', bio: '' },
    { displayName: 'Worf 👩‍🚀', bio: '', changes: [] },
  ],
])('of %j this becomes of the person: %j', (given, expected) => {
  const original = {
    uuid: '018f0000-0000-7000-8000-000000000001',
    sub: '018f0000-0000-7000-8000-000000000002',
    has_own_sub: true,
    handle: 'worf',
    display_name: 'Worf',
    bio: null,
    email: 'worf@example.com',
    shares_email: false,
    created_at: 0,
  }
  expect(newPersonFrom({ ...original, ...given })).toMatchObject(expected)
})
