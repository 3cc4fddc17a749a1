import { AwsError } from './aws-error.ts'

/** Decodes `aws-chunked` bodies: signed or unsigned chunks inside HTTP's own encoding, with trailing checksums. */
export function isAwsChunked(headers: NodeJS.Dict<string | string[]>): boolean {
  return (
    String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ||
    String(headers['content-encoding'] ?? '').includes('aws-chunked')
  )
}

/**
 * Gives the bytes and the trailing headers. Does not verify the signatures of single chunks.
 *
 * @throws AwsError IncompleteBody
 */
export function decodeAwsChunked(raw: Buffer, length: number): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = []
  let at = 0
  while (true) {
    const end = raw.indexOf('\r\n', at)
    if (end < 0) throw incomplete()
    const size = Number.parseInt(raw.toString('latin1', at, end), 16)
    if (!(size >= 0)) throw incomplete()
    at = end + 2
    if (size === 0) break
    if (at + size + 2 > raw.length) throw incomplete()
    chunks.push(raw.subarray(at, at + size))
    at += size + 2
  }
  const body = Buffer.concat(chunks)
  if (body.length !== length) throw incomplete()
  return { body, trailers: trailers(raw.toString('latin1', at)) }
}

function trailers(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) found[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
  }
  return found
}

function incomplete() {
  return new AwsError(400, 'IncompleteBody', 'The request body terminated unexpectedly')
}
