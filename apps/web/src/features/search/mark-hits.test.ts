import { expect, it } from 'vitest'
import { hitsIn, markedWords } from './mark-hits.ts'

it.each([
  ['good day', ['good', 'day']],
  ['"good day" from:worf -rain #coffee @data', ['good day', 'coffee', 'data']],
  ['-"no phrase" a.b', ['a.b']],
  ['-rain', []],
])('of the term %s the words %j are marked', (term, words) => {
  expect(markedWords(term)).toEqual(words)
})

it.each([
  ['A good day', ['good', 'da'], ['good', 'da']],
  ['Goodness, no good.', ['good'], ['Good', 'good']],
  ['yesterday', ['day'], []],
  ['a.b (a+b', ['a.b', '(a+b'], ['a.b', '(a+b']],
  ['nothing', [], []],
])('in %s the words %j are found where a word begins', (text, words, hits) => {
  expect(hitsIn(text, words).map(([start, end]) => text.slice(start, end))).toEqual(hits)
})
