import { expect, it } from 'vitest'
import { pageKind, withoutWords } from './without-words.ts'

it.each([
  ["Cannot read properties of undefined (reading 'message')", "Cannot read properties of undefined (reading '…')"],
  ['Unexpected token \'W\', "Weird secrets of mine" is not valid JSON', 'Unexpected token \'… of …" is not valid JSON'],
  ['Minified React error #31; visit https://react.dev/errors/31?args[]=canary', 'Minified React error #31; …'],
  ['Maximum call stack size exceeded', 'Maximum call stack size exceeded'],
  ['秘密 🙈 worf@example.com +49 170 1234567', '…'],
  ['', ''],
])('leaves what an engine says of %j', (message, left) => {
  expect(withoutWords(message)).toBe(left)
})

it('cuts a message without end', () => {
  expect(withoutWords('is '.repeat(1_000)).length).toBe(500)
})

it.each([
  ['/', '/'],
  ['/@worf', '/:'],
  ['/@worf/status/018f0000-0000-7000-8000-000000000000', '/:/status/:'],
  ['/messages/new/worf', '/messages/new/:'],
  ['/a/b/c/d/e/f/g/h/i/j', '/:/:/:/:/:/:/:'],
])('knows the kind of page at %s', (path, kind) => {
  expect(pageKind(path)).toBe(kind)
})
