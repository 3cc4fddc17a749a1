import { KeptReply } from '../kept-reply.ts'

/** A reply that can be read anew if it is said how. */
export function keptReply(text: string, readAnew?: () => Promise<string>): KeptReply {
  const read = readAnew && (async () => keptReply(await readAnew(), readAnew))
  return new KeptReply({ text, contentType: 'application/json', link: undefined, read })
}
