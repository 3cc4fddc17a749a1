import { between, joinControl, joiner, letterVariant, wordCharacter } from './characters.ts'

export type Link = {
  /** The address as it is written. */
  text: string
  /** The address as browsers take it. */
  href: string
  /** The host in ASCII (punycode), where what is written has other letters: they may look like those of another host. */
  asciiHost?: string
}

// Not within a word or another scheme, such as `git+https://`.
const scheme = /(?<![\p{Script=Latin}0-9+])https?:\/\//iuy

const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
const cjkDot = `(?<=[${cjk}ーｰﾞﾟ])[・･](?=[${cjk}])`
const hostRun = new RegExp(`(?:[_-]|${wordCharacter}|${joiner}|${cjkDot}|${joinControl}|\\.(?=[\\p{L}\\p{N}_]))+`, 'uy')
const ipv6 = /\[[0-9a-f:.]{2,45}\]/iy
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/
const port = /:[0-9]{1,5}(?![0-9])/y
/** A name or password before the host is how an address is made to look like somebody else's. */
const userInfo = new RegExp(`(?:[!$&'*+,;=:%.~_-]|${wordCharacter})*@`, 'uy')

/** In UTF-16 code units. Without a limit, a text of many links, each cut at its first bracket, would take quadratic time. */
const maxPathLength = 2048

// ASCII that is no white space, quote, angle bracket or backslash; letters of any script; a few marks within words; a
// symbol, such as an emoji, where it stands alone. Other punctuation belongs to the sentence around the address.
const symbol = '(?!\\p{ASCII})\\p{S}\\ufe0f?'
const path = new RegExp(
  `[/?#](?:(?![,;|]https?://)[!$&'()*+,./:;=?@%_~#[\\]{}|^-]|${wordCharacter}|${letterVariant}|${joiner}|${cjkDot}|` +
    `${between('[\\u2010\\u2013]')}|${joinControl}|(?<=[/=#])${symbol}(?:\\u200d?${symbol})*){0,${maxPathLength + 1}}`,
  'iuy',
)

/** The link that begins at `index` with its scheme, or undefined. Only http and https, with a public name or localhost. */
export function linkAt(text: string, index: number): Link | undefined {
  const start = endOf(scheme, text, index)
  if (start === undefined || endOf(userInfo, text, start) !== undefined) return undefined
  const hostEnd = endOf(ipv6, text, start) ?? endOfHost(text, start)
  if (hostEnd === undefined || text[hostEnd] === '@') return undefined
  const portEnd = endOf(port, text, hostEnd) ?? hostEnd
  if (!URL.canParse(text.slice(index, portEnd))) return undefined
  const pathEnd = endOf(path, text, portEnd) ?? portEnd
  if (pathEnd - portEnd > maxPathLength) return undefined
  const quote = text[index - 1] === "'" ? text.slice(portEnd, pathEnd).indexOf("'") : -1
  const written =
    text.slice(index, portEnd) + withoutSentence(text.slice(portEnd, quote < 0 ? pathEnd : portEnd + quote))
  const url = new URL(written)
  const isAscii = /^\p{ASCII}*$/u.test(text.slice(start, hostEnd))
  return { text: written, href: url.href, ...(isAscii ? {} : { asciiHost: url.hostname }) }
}

/** Where the match of a sticky pattern at `index` ends, or undefined. */
function endOf(pattern: RegExp, text: string, index: number): number | undefined {
  pattern.lastIndex = index
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/** Where ASCII turns into letters of another script: nobody puts a space between `example.com` and 然后. */
const scriptChange = /(?<=[a-z0-9])(?![\p{ASCII}\p{Script=Latin}])\p{L}/iu
const lastLabel = new RegExp(
  `^(?:xn--[a-z0-9-]*[a-z0-9]|\\p{L}(?:${wordCharacter}|${joiner}|${cjkDot}|${joinControl})+)`,
  'iu',
)

/** Where the host that begins at `start` ends, without the words after it, or undefined when there is none. */
function endOfHost(text: string, start: number): number | undefined {
  const run = text.slice(start, endOf(hostRun, text, start) ?? start)
  if (/^localhost(?![\p{L}\p{N}_.-])/iu.test(run)) return start + 'localhost'.length
  const firstDot = run.indexOf('.', /^www\./i.test(run) ? 4 : 0)
  if (firstDot < 1 || run.startsWith('-')) return undefined
  const change = run.slice(firstDot).search(scriptChange)
  const host = change < 0 ? run : run.slice(0, firstDot + change)
  if (ipv4.test(host)) return start + host.length
  const last = host.lastIndexOf('.') + 1
  const label = lastLabel.exec(host.slice(last))?.[0]
  return label === undefined ? undefined : start + last + label.length
}

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** The part of a path that is not the sentence around it: up to a bracket without its other half, or to closing marks. */
function withoutSentence(path: string): string {
  const open: number[] = []
  let end = path.length
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at)
    if ('([{'.includes(character)) open.push(at)
    const opener = openers[character]
    if (opener === undefined) continue
    if (path[open.pop() ?? -1] === opener) continue
    end = at
    break
  }
  return trimmedEnd(path.slice(0, Math.min(end, open[0] ?? end)))
}

function trimmedEnd(path: string): string {
  let end = path.length
  while (end > 0 && ".,:;!?'*~_|".includes(path.charAt(end - 1))) end--
  return path.slice(0, end)
}
