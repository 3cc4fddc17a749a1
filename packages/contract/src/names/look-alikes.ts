/** Letters of other scripts, and digits, that look like Latin letters (UTS #39, as far as words of ours need them). */
const lookAlikes: readonly [string, string][] = [
  ['a', '4@аαɑ'],
  ['b', '8ьЬβ'],
  ['c', 'сϲ'],
  ['d', 'ԁ'],
  ['e', '3еεё'],
  ['f', 'ƒ'],
  ['g', '9ɡ'],
  ['h', 'һ'],
  ['j', 'ј'],
  ['k', 'кκ'],
  ['l', '1|iıіιӏ'],
  ['m', 'м'],
  ['n', 'пη'],
  ['o', '0оοσ'],
  ['p', 'рρ'],
  ['r', 'гᴦ'],
  ['s', '5$ѕ'],
  ['t', '7тτ'],
  ['u', 'υцս'],
  ['v', 'νѵ'],
  ['w', 'ѡԝω'],
  ['x', 'хχ'],
  ['y', 'уγ'],
]

const latinOf = new Map(lookAlikes.flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)))

/** What a text looks like at a glance: two texts with the same skeleton are taken for each other. */
export function skeletonOf(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@$|]/gu, '')
  const latin = [...folded].map((character) => latinOf.get(character) ?? character).join('')
  return latin.replaceAll('rn', 'm').replaceAll('vv', 'w')
}
