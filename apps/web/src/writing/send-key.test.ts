import { expect, it } from 'vitest'
import { isSendKey } from './send-key.ts'

const enter = { key: 'Enter', isComposing: false, keyCode: 13, ctrlKey: false, metaKey: false, shiftKey: false }

it.each([
  ['Enter', {}, true, false],
  ['Shift and Enter', { shiftKey: true }, false, false],
  ['Ctrl and Enter', { ctrlKey: true }, true, true],
  ['Cmd and Enter', { metaKey: true }, true, true],
  ['Ctrl, Shift and Enter', { ctrlKey: true, shiftKey: true }, true, true],
  ['another key', { key: 'a', keyCode: 65, ctrlKey: true }, false, false],
  ['Enter that picks a word', { isComposing: true, keyCode: 229 }, false, false],
  ['Enter that picks a word, without its code', { isComposing: true }, false, false],
  ['Enter that picks a word in Safari', { keyCode: 229 }, false, false],
  ['Ctrl and Enter that picks a word', { isComposing: true, keyCode: 229, ctrlKey: true }, false, false],
  ['Cmd and Enter that picks a word in Safari', { keyCode: 229, metaKey: true }, false, false],
])('%s', (_, event, whereEnterSends, elsewhere) => {
  expect(isSendKey({ ...enter, ...event }, true)).toBe(whereEnterSends)
  expect(isSendKey({ ...enter, ...event }, false)).toBe(elsewhere)
})
