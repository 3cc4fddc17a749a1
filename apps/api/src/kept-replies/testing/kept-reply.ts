import { KeptReply } from '../kept-reply.ts'

/** A reply that can be read anew if it is said how, and shows nothing that ends if it is not said when. */
export function keptReply(text: string, readAnew?: () => Promise<string>, until = Number.POSITIVE_INFINITY): KeptReply {
  const read = readAnew && (async () => keptReply(await readAnew(), readAnew, until))
  return new KeptReply({ text, contentType: 'application/json', link: undefined, until, read })
}
