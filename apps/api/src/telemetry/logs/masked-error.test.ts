import { expect, it } from 'vitest'
import { maskedMessage } from './masked-error.ts'

it.each([
  [`Unexpected token 'a', "{"a": words}" is not valid JSON`, `Unexpected token '…', "…" is not valid JSON`],
  [`must be of type number. Received 'the words'`, `must be of type number. Received '…'`],
  [`of type number. Received type string ('it isn't theirs')`, `of type number. Received type string ('…')`],
  [`Received 'the words without an end`, `Received '…'`],
  ['Received `the words without an end', 'Received `…`'],
  [`the server can't be reached, and it isn't there`, `the server can't be reached, and it isn't there`],
  [`550 no such mailbox <ada@mail.example>`, `550 no such mailbox <…@…>`],
])('%s is shown as %s', (message, masked) => {
  expect(maskedMessage(new Error(message))).toBe(masked)
})

it('a quotation that is longer than what is kept of a message is masked', () => {
  expect(maskedMessage(new Error(`Received '${'words '.repeat(200)}'`))).toBe(`Received '…'`)
})
