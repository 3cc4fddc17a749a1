import { Fragment, type ReactNode } from 'react'

type Parts = Readonly<Record<string, (text: string) => ReactNode>>

const part = /<(\w+)(?:\/>|>(.*?)<\/\1>)/g

/**
 * Markup inside a sentence: `rich('See <link>the terms</link>.', { link: (text) => <a href="/terms">{text}</a> })`.
 * `<name/>` is a part whose words come from elsewhere. Parts do not hold parts.
 */
export function rich(text: string, parts: Parts): ReactNode {
  const pieces: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(part)) {
    const [whole, name = '', inner = ''] = match
    const node = parts[name]?.(inner) ?? inner
    pieces.push(text.slice(end, match.index), <Fragment key={match.index}>{node}</Fragment>)
    end = match.index + whole.length
  }
  return [...pieces, text.slice(end)]
}
