import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue as arabic } from './ar/catalogue.ts'
import { catalogue as german } from './de/catalogue.ts'
import { rich } from './rich.tsx'
import { words } from './words.ts'

/** Every text of a catalogue, by its place in it. Functions are called: what they are given must be in what they return. */
function textsOf(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function') return [[place, value(...Array(value.length).fill(3))]]
  return Object.entries(value as object).flatMap(([key, child]) => textsOf(child, place ? `${place}.${key}` : key))
}

const english = new Map(textsOf(words))
const partsIn = (text: string) => text.match(/<\w+\/?>/g)?.sort() ?? []

describe.each([
  ['German', german],
  ['Arabic', arabic],
])('the %s catalogue', (_, catalogue) => {
  const texts = textsOf(catalogue)

  it('has every text, and none of them empty', () => {
    expect(texts.map(([place]) => place).sort()).toEqual([...english.keys()].sort())
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('has the parts of every sentence', () => {
    const parts = (entries: Iterable<[string, string]>) => [...entries].map(([place, text]) => [place, partsIn(text)])
    expect(Object.fromEntries(parts(texts))).toEqual(Object.fromEntries(parts(english)))
  })
})

it('every Arabic text is Arabic', () => {
  const noWords = /^(?:[\d\s%/,.:–\u2068\u2069-]|Cruddur|Enter|Ctrl|⌘)*$/
  expect(textsOf(arabic).filter(([, text]) => !/\p{Script=Arabic}/u.test(text) && !noWords.test(text))).toEqual([])
})

it('every room is called what its file exports', () => {
  const folder = join(import.meta.dirname, 'en')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  )) {
    const [, name, called] = /export const (\w+) = room\('(\w+)'/.exec(readFileSync(join(folder, file), 'utf8')) ?? []
    expect(called, file).toBe(name)
    expect(words, file).toHaveProperty(name ?? file)
  }
})

it('a sentence keeps its words around its parts', () => {
  const parts = rich('See <link>the terms</link>, <name/>.', { link: (text) => text.toUpperCase(), name: () => 'Mira' })
  const texts = (parts as (string | { props: { children: string } })[]).map((part) =>
    typeof part === 'string' ? part : part.props.children,
  )
  expect(texts.join('')).toBe('See THE TERMS, Mira.')
})
