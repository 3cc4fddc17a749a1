import { expect, it } from 'vitest'
import { seal, unseal } from './sealed.ts'

it('opens with its secret and for its purpose only, and never twice to the same bytes', () => {
  const sealed = seal('a tökén', 'secret', 'refresh token')
  expect(sealed).not.toBe(seal('a tökén', 'secret', 'refresh token'))
  expect(unseal(sealed, 'secret', 'refresh token')).toBe('a tökén')
  expect(unseal(sealed, 'another', 'refresh token')).toBeNull()
  expect(unseal(sealed, 'secret', 'password')).toBeNull()
})

it.each(['', 'AA', 'nonsense nonsense nonsense nonsense nonsense'])('does not open %j', (text) => {
  expect(unseal(text, 'secret', 'password')).toBeNull()
})

it('does not open when a byte was changed', () => {
  const bytes = Buffer.from(seal('a token', 'secret', 'refresh token'), 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(unseal(changed.toString('base64url'), 'secret', 'refresh token')).toBeNull()
  }
})
