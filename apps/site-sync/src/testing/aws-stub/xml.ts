import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { AwsError } from './aws-error.ts'

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** S3 writes control characters as numbers, although XML 1.0 has no such thing. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[&<>"\u0000-\u001f\u007f]/g, (c) => named[c] ?? `&#x${c.charCodeAt(0).toString(16)};`)
}

const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true, ignoreAttributes: true })

/**
 * The element `root` of a request's body. An element that may stand more than once is to be read with `elements`.
 *
 * @throws AwsError MalformedXML
 */
export function parseXml(body: Buffer, root: string): Record<string, unknown> {
  const text = body.toString('utf8')
  const found = XMLValidator.validate(text) === true ? parser.parse(text)[root] : undefined
  if (typeof found !== 'object' || found === null) {
    throw new AwsError(400, 'MalformedXML', 'The XML you provided was not well-formed.')
  }
  return found
}

export function elements(parent: unknown, name: string): Record<string, unknown>[] {
  const found = (parent as Record<string, unknown> | undefined)?.[name]
  if (found === undefined) return []
  return (Array.isArray(found) ? found : [found]) as Record<string, unknown>[]
}

/** The text of an element, as it stands there. */
export function text(parent: Record<string, unknown>, name: string): string {
  const found = parent[name]
  return found === undefined ? '' : String(found)
}
