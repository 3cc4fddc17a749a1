/** The words of a search term that a hit can hold: without the rest of its grammar (`from:`, `-word`, `#`, quotes). */
export function markedWords(term: string): string[] {
  const phrases = [...term.matchAll(/(?<!\S)"([^"]+)"/g)].map(([, phrase]) => phrase ?? '')
  const others = term.replaceAll(/(?<!\S)-?"[^"]*"?/g, ' ').split(/\s+/)
  const words = others.filter((word) => !/^-|^from:/i.test(word)).map((word) => word.replace(/^[#@]/, ''))
  return [...phrases, ...words].map((word) => word.trim()).filter((word) => word !== '')
}

/** Where the words stand in a text: at the beginning of a word, as the search finds them. Start and end of each. */
export function hitsIn(text: string, words: readonly string[]): [start: number, end: number][] {
  if (words.length === 0) return []
  const escaped = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})`, 'giu')
  return [...text.matchAll(pattern)].map(({ index, 0: hit }) => [index, index + hit.length])
}
