import { foldTag, hashtagAt } from './rich-text/hashtags.ts'
import { type Link, linkAt } from './rich-text/links.ts'
import { mentionAt } from './rich-text/mentions.ts'

/** A piece of a message. Whatever is not certainly a link, a mention or a hashtag is text. */
export type Token =
  | { kind: 'text'; text: string }
  | ({ kind: 'link' } & Link)
  | { kind: 'mention'; text: string; handle: string }
  | { kind: 'hashtag'; text: string; tag: string }

const opening = /https?:\/\/|[@＠]|[#＃﹟]/giu

/** Splits a message into text, links, mentions and hashtags. The texts of all tokens, joined, are the message. */
export function tokenize(message: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const { index } of message.matchAll(opening)) {
    if (index < end) continue
    const token = tokenAt(message, index)
    if (!token) continue
    if (index > end) tokens.push({ kind: 'text', text: message.slice(end, index) })
    tokens.push(token)
    end = index + token.text.length
  }
  if (end < message.length) tokens.push({ kind: 'text', text: message.slice(end) })
  return tokens
}

function tokenAt(message: string, index: number): Token | undefined {
  const link = linkAt(message, index)
  if (link) return { kind: 'link', ...link }
  const mention = mentionAt(message, index)
  if (mention) return { kind: 'mention', text: mention, handle: mention.slice(1).toLowerCase() }
  const hashtag = hashtagAt(message, index)
  return hashtag ? { kind: 'hashtag', text: hashtag, tag: hashtag.slice(1) } : undefined
}

/** The tag, as it is stored, when the text is one hashtag and nothing else. */
export function tagIn(text: string): string | undefined {
  return hashtagAt(text, 0) === text ? foldTag(text.slice(1)) : undefined
}

/** At most so many different tags and so many different mentions of one message have an effect. */
const maxEntities = 20

/** The tags that a message is found by, and the handles of people who are notified of it. */
export function parseMessage(message: string): { tags: string[]; mentions: string[] } {
  const tokens = tokenize(message)
  const tags = tokens.flatMap((token) => (token.kind === 'hashtag' ? [foldTag(token.tag)] : []))
  const mentions = tokens.flatMap((token) => (token.kind === 'mention' ? [token.handle] : []))
  return { tags: [...new Set(tags)].slice(0, maxEntities), mentions: [...new Set(mentions)].slice(0, maxEntities) }
}
