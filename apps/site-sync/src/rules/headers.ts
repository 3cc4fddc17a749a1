import type { Headers } from '../model/change.ts'
import type { HeaderRule } from '../model/settings.ts'
import { contentType } from './content-types.ts'
import { isHashedName } from './hashed-name.ts'
import { compilePatterns } from './patterns.ts'
import { stageOf } from './stages.ts'

/** Code and data belong to the page that asks for them: of another age than the page, they break it. */
const goesWithPages = /^(text\/(css|javascript)|application\/([\w.+-]*json|xml|wasm)|text\/x-component)\b/

export const cacheControls = {
  /** The name changes with the content. */
  hashed: 'public, max-age=31536000, immutable',
  /** Kept, and asked about every time: a 304 costs no bytes. */
  fresh: 'no-cache',
  /** Images, fonts, films, documents: an hour of the old one does no harm. */
  other: 'public, max-age=3600',
}

/**
 * What a file is served with unless a rule says otherwise: a type by its ending, and how long it may be kept. HTML is
 * asked for by the same name for ever, so it is never kept unasked, even where a name looks hashed.
 */
export function defaultHeaders(path: string): Headers {
  const type = contentType(path)
  const cacheControl = (): string => {
    if (stageOf(path, type) === 'entry') return cacheControls.fresh
    if (isHashedName(path)) return cacheControls.hashed
    return goesWithPages.test(type) ? cacheControls.fresh : cacheControls.other
  }
  return { 'cache-control': cacheControl(), 'content-type': type }
}

/**
 * The headers of a file, by its path and by all names that rules may call it: the defaults, then what every rule says
 * that matches, in order. An empty value takes a header away.
 */
export function compileHeaders(rules: HeaderRule[]): (path: string, names: string[]) => Headers {
  const compiled = rules.map(({ match, headers }) => ({ matcher: compilePatterns(match), headers }))
  return (path, names) => {
    const headers = defaultHeaders(path)
    for (const rule of compiled) if (names.some(rule.matcher.file)) Object.assign(headers, rule.headers)
    return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  }
}
