import { createHash } from 'node:crypto'

/** In hex. */
export function md5Of(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex')
}

export const md5OfNothing = md5Of(Buffer.alloc(0))
