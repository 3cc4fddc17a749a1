/** A piece of what somebody wrote. Whatever is not certainly a link, a mention or a tag is text. */
export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'mention'; text: string; handle: string }
  | { kind: 'hashtag'; text: string; tag: string }

// Each begins where no word is going on. An address ends at white space, at quotes and brackets of markup, and at
// characters that draw nothing or turn the direction of writing: they could make it look like another.
const address = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"`\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]+/u
const mention = /(?<![\p{L}\p{N}_@/.])@[a-z0-9_]{3,30}(?![a-z0-9_@]|\.[a-z0-9])/u
const hashtag = /(?<![\p{L}\p{N}_&/#])#[\p{L}\p{N}\p{M}_]{1,100}(?![\p{L}\p{N}\p{M}_#])/u
const special = new RegExp(`${address.source}|${mention.source}|${hashtag.source}`, 'giu')

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

const count = (text: string, letter: string): number => text.split(letter).length - 1

/** How much of an address belongs to the sentence around it: closing punctuation, and brackets that opened outside. */
const withoutSentence = (text: string): string => {
  let end = text.length
  for (; end > 0; end--) {
    const last = text.charAt(end - 1)
    const opener = openers[last]
    const kept = text.slice(0, end)
    const belongs =
      opener === undefined ? !/[.,:;!?'*~…’”»。、！？]/u.test(last) : count(kept, last) <= count(kept, opener)
    if (belongs) break
  }
  return text.slice(0, end)
}

const shownLength = 48

/** An address as people read it: the host as it really is (punycode for what only looks like Latin), then the rest, cut short. */
const shownAddress = (url: URL, written: string): string => {
  const rest = /^https?:\/\/[^/?#]*(.*)$/isu.exec(written)?.[1] ?? ''
  const shown = [...(url.host.replace(/^www\./, '') + rest)]
  return shown.length > shownLength ? `${shown.slice(0, shownLength - 1).join('')}…` : shown.join('')
}

const linkFrom = (written: string): Token | undefined => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  // A name or password before the host is how an address is made to look like somebody else's.
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  return { kind: 'link', href: url.href, text: shownAddress(url, written) }
}

const tokenFrom = (found: string): Token | undefined => {
  if (found.startsWith('@')) return { kind: 'mention', text: found, handle: found.slice(1).toLowerCase() }
  if (!found.startsWith('#')) return linkFrom(found)
  return /^#[\p{N}_]*$/u.test(found) ? undefined : { kind: 'hashtag', text: found, tag: found.slice(1) }
}

/** Splits what somebody wrote. Joined together the pieces hold every character of it, but for shortened addresses. */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = []
  let plain = ''
  let at = 0
  for (const match of text.matchAll(special)) {
    const found = /^https?:/i.test(match[0]) ? withoutSentence(match[0]) : match[0]
    const token = tokenFrom(found)
    if (!token) continue
    plain += text.slice(at, match.index)
    if (plain) tokens.push({ kind: 'text', text: plain })
    plain = ''
    tokens.push(token)
    at = match.index + found.length
  }
  plain += text.slice(at)
  if (plain) tokens.push({ kind: 'text', text: plain })
  return tokens
}

/** A tag as it is kept and compared: `#Wörf` and `#wo\u0308rf` are one. */
export const tagOf = (tag: string): string => tag.normalize('NFC').toLowerCase()

/** Most tags, and most people, that one message is found by or rings for. The rest are words. */
const most = 20

/** What a message is found by and for whom it rings: parsed once, when it is written. */
export function parseMessage(message: string): { tags: string[]; mentions: string[] } {
  const tokens = tokenize(message)
  const tags = tokens.flatMap((token) => (token.kind === 'hashtag' ? [tagOf(token.tag)] : []))
  const mentions = tokens.flatMap((token) => (token.kind === 'mention' ? [token.handle] : []))
  return { tags: [...new Set(tags)].slice(0, most), mentions: [...new Set(mentions)].slice(0, most) }
}
