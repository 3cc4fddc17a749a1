import { expect, it } from 'vitest'
import { withoutOverrides } from './without-overrides.ts'

it.each([
  ['photo\u202egnp.exe', 'photognp.exe'],
  ['\u202dabc\u202c', 'abc\u202c'],
  ['שלום \u2068abc\u2069 \u200fעולם', 'שלום \u2068abc\u2069 \u200fעולם'],
])('%j reads as %j', (text, shown) => {
  expect(withoutOverrides(text)).toBe(shown)
})
