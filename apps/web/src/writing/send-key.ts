type Key = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** What browsers send as `keyCode` for a key that an input method takes. */
const takenByInputMethod = 229

/**
 * Whether a key sends the text: Ctrl or Cmd with Enter, or Enter alone where `enterSends`. While a word of Chinese,
 * Japanese or Korean is being picked, Enter picks it. Safari says that the picking is over before it sends that Enter,
 * and only `keyCode` tells: https://bugs.webkit.org/show_bug.cgi?id=165004.
 */
export function isSendKey(event: Key, enterSends: boolean): boolean {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === takenByInputMethod) return false
  return event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey)
}
