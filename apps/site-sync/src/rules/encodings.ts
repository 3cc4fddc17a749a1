import type { Encoding } from '../model/change.ts'
import type { EncodingRule } from '../model/settings.ts'
import { compilePatterns } from './patterns.ts'

/** How a file is packed, by its names: the last rule that matches says. */
export function compileEncodings(rules: EncodingRule[]): (names: string[]) => Encoding | null {
  const compiled = rules.map(({ match, encoding }) => ({ matcher: compilePatterns(match), encoding })).reverse()
  return (names) => compiled.find(({ matcher }) => names.some(matcher.file))?.encoding ?? null
}
