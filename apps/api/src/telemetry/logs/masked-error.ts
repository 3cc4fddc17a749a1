/** Text that an error may quote: in quotation marks, e-mail addresses and URLs, and long secrets, ids and codes. */
const quoted: [RegExp, string][] = [
  // To the last mark, because what is quoted can hold marks too. To the end if there is no other: the message was cut.
  [/"(?:.*"|.*)/s, '"…"'],
  [/`(?:.*`|.*)/s, '`…`'],
  // Inside of a word it is an apostrophe.
  [/(?<!\w)'(?:.*'(?!\w)|.*)/s, "'…'"],
  [/\b(https?):\/\/\S+/g, '$1://…'],
  [/[^\s<>@]+@[^\s<>@]+/g, '…@…'],
  [/[\w.~+/=-]{24,}/g, '…'],
  [/\d{6,}/g, '…'],
]

/** An error's message without quoted text, because engines and libraries quote their input. */
export function maskedMessage(error: Error): string {
  return quoted.reduce((text, [pattern, mask]) => text.replace(pattern, mask), error.message.slice(0, 500))
}

const frame = /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?)$/

/** The calls of an error's stack, without its message, whose lines can look like calls. */
export function framesOnly({ stack = '', message }: Error): string {
  const after = message === '' ? stack : stack.slice(stack.lastIndexOf(message) + message.length)
  const lines = after.split('\n').filter((line) => frame.test(line))
  return lines.join('\n')
}
