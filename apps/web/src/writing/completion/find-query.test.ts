import { expect, it } from 'vitest'
import { findQuery } from './find-query.ts'

/** `|` is the caret. */
it.each([
  ['hello @wo|', ['mention', 'wo']],
  ['@|', ['mention', '']],
  ['(@Ingrid|, hi', ['mention', 'Ingrid']],
  ['a #star|', ['hashtag', 'star']],
  ['#قهوة|', ['hashtag', 'قهوة']],
  ['mail me@example|', undefined],
  ['@worf |', undefined],
  ['#|', undefined],
  ['a#b|', undefined],
  ['https://x.example/#part|', undefined],
  ['@worf| and more', ['mention', 'worf']],
  ['nothing|', undefined],
] as const)('%s', (written, expected) => {
  const caret = written.indexOf('|')
  const text = written.replace('|', '')
  const found = findQuery(text, caret)
  expect(found && [found.kind, found.prefix]).toEqual(expected)
  if (found) expect(text.slice(found.start, found.end)).toMatch(/^[@#]/)
})
