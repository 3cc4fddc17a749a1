/** An element of a reply of S3, which has either text or elements in it. Attributes are not of interest. */
export type Element = { name: string; text: string; children: Element[] }

export class XmlError extends Error {}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const name = /^[\w.:-]+$/
const blank = /\s/

/**
 * Reads a reply of S3. Ours, because a general parser takes 30 ms for a page of a listing, which is most of what a run
 * that changes nothing does (this: 3 ms), and forgives a reply that was cut off. Comments, CDATA and entities of one's
 * own are refused: S3 sends none.
 *
 * @throws XmlError for anything that is not one whole document
 */
export function readXml(text: string): Element {
  const document: Element = { name: '', text: '', children: [] }
  const open = [document]
  let inner = document
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (blank.test(text.charAt(at))) at += 1
  for (let next = at; at < text.length; at = next) {
    const end = text.indexOf('>', at)
    next = text.indexOf('<', at + 1)
    if (next < 0) next = text.length
    if (text[at] !== '<' || end < 0 || next < end) throw new XmlError('not XML')
    if (text[at + 1] === '/') {
      if (text.slice(at + 2, end).trimEnd() !== inner.name || open.length === 1) {
        throw new XmlError('its tags do not match')
      }
      open.pop()
      inner = open.at(-1) ?? document
    } else if (text[at + 1] !== '?') {
      const isEmpty = text[end - 1] === '/'
      const element: Element = { name: nameIn(text.slice(at + 1, isEmpty ? end - 1 : end)), text: '', children: [] }
      inner.children.push(element)
      if (isEmpty) continue
      open.push(element)
      inner = element
      element.text = text.slice(end + 1, next)
    } else if (text[end - 1] !== '?') throw new XmlError('not XML')
  }
  const root = document.children[0]
  if (open.length > 1 || !root || document.children.length > 1) throw new XmlError('cut off')
  return root
}

/** The name in a tag, without what else it says. */
function nameIn(tag: string): string {
  if (name.test(tag)) return tag
  const first = tag.slice(0, tag.search(blank))
  if (!name.test(first)) throw new XmlError('not XML')
  return first
}

export function textOf(element: Element, name: string): string | undefined {
  for (const child of element.children) if (child.name === name) return unescapeXml(child.text)
  return undefined
}

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));|&/gi, (_, hex, decimal, name) => {
    if (name) return named[name.toLowerCase()] as string
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : Number.NaN
    if (!(code <= 0x10ffff)) throw new XmlError('an entity that XML does not have')
    return String.fromCodePoint(code)
  })
}

/** Line ends and tabs as numbers: a reader would take them for a space otherwise. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Whether XML 1.0 has a way to say this at all: of control characters it has three. */
export function fitsXml(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)
}
