/** An element of a reply of S3, which has either text or elements in it. Attributes are not of interest. */
export type Element = { name: string; text: string; children: Element[] }

export class XmlError extends Error {}

// Either a tag with the text that follows it, or what stands before the document.
const token = /<(?:(\/?)([\w.:-]+)(?:\s[^<>]*?)?(\/?)|\?[^<>]*\?)>([^<]*)/y
const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads a reply of S3. Ours, because a general parser takes 30 ms for a page of a listing, which is most of what a run
 * that changes nothing does (this: 4 ms), and forgives a reply that was cut off. Comments, CDATA and entities of one's
 * own are refused: S3 sends none.
 *
 * @throws XmlError for anything that is not one whole document
 */
export function readXml(text: string): Element {
  const document: Element = { name: '', text: '', children: [] }
  const open = [document]
  let inner = document
  token.lastIndex = text.charCodeAt(0) === 0xfeff ? 1 : 0
  skipSpace(text)
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (!match) throw new XmlError('not XML')
    const [, closing, name, empty, after] = match
    if (name && closing) {
      if (inner.name !== name || empty) throw new XmlError('its tags do not match')
      open.pop()
      inner = open.at(-1) ?? document
    } else if (name) {
      const element: Element = { name, text: '', children: [] }
      inner.children.push(element)
      if (!empty) {
        open.push(element)
        inner = element
        element.text = after as string
      }
    }
  }
  const root = document.children[0]
  if (open.length > 1 || !root || document.children.length > 1) throw new XmlError('cut off')
  return root
}

function skipSpace(text: string): void {
  while (/\s/.test(text.charAt(token.lastIndex))) token.lastIndex += 1
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
