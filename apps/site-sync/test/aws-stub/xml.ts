import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { AwsError } from './aws-error.ts'

const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true, ignoreAttributes: true })

/**
 * Reads the element `root` of a request's body. Read an element that may be repeated with `elements`.
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

/** The text of an element, unchanged. */
export function text(parent: Record<string, unknown>, name: string): string {
  const found = parent[name]
  return found === undefined ? '' : String(found)
}
