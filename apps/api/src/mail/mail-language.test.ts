import { expect, it } from 'vitest'
import { mailLanguage } from './mail-language.ts'

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr-CA, ar-EG;q=0.7, en;q=0.9', 'en'],
  ['fr, en;q=0.4, ar;q=0.7', 'ar'],
  ['de;q=0, ar ; q = 0.1', 'ar'],
  ['fr, ja;q=0.5', 'en'],
  ['den, arz', 'en'],
  ['*', 'en'],
  ['DE', 'de'],
  ['de;q=often, en', 'en'],
])('reads %j as %s', (header, language) => {
  expect(mailLanguage(header)).toBe(language)
})
