/** Most different words of a term that are compared with names, and most characters of them: no name is longer. */
const most = { words: 6, characters: 81 }

/**
 * The words of a term that are worth comparing with names, each once. What a comparison costs grows with their number, and
 * no handle with a name has more.
 */
export function nameWords(term: string): string {
  const words = new Set(term.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [])
  const kept = [...words].slice(0, most.words).join(' ')
  return [...kept].slice(0, most.characters).join('')
}
