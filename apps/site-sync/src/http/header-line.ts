import { NotHttp } from './errors.ts'

/** Whether a text is a method or the name of a header (RFC 9110, section 5.6.2). */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+.^`|~\w-]+$/.test(text)
}

/**
 * Reads a header (RFC 9112, section 5).
 *
 * @returns its name in small letters, and its value
 * @throws NotHttp
 */
export function readHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(0, colon))
  const value = trimmed(line.slice(colon + 1))
  const lowerName = name.toLowerCase()
  // Parsers differ on a tab beside `chunked`.
  const isClear = !isFraming(lowerName) || !line.includes('\t')
  if (!isToken(name) || !isClear || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw new NotHttp(`it has a header that is none: ${quoted(line)}`)
  }
  return [lowerName, value]
}

/** Whether a header says where a body ends. */
export function isFraming(name: string): boolean {
  return name === 'content-length' || name === 'transfer-encoding'
}

/** Without the spaces and tabs around it. No regular expression: they take the square of the time for many spaces inside. */
export function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text, start)) start += 1
  while (end > start && isSpace(text, end - 1)) end -= 1
  return text.slice(start, end)
}

function isSpace(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t'
}

/** For a message: short, and without what terminals obey. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 40)).replace(/[^\x20-\x7e]/g, '?')
}
