import { expect, it } from 'vitest'
import { createKeysInMemory } from './keys-in-memory.ts'
import { createOpenedWords } from './opened-words.ts'

const place = (n: number) => `activities.message:${n}`
const bytes = (n: number) => Buffer.from(`sealed ${n}`)

it('knows the words of the same bytes at the same place, and of the latest', () => {
  const opened = createOpenedWords(2)
  for (const n of [1, 2, 3]) opened.put(bytes(n), place(n), 100, `words ${n}`)
  expect([1, 2, 3].map((n) => opened.get(bytes(n), place(n)))).toEqual([undefined, 'words 2', 'words 3'])
  expect(opened.get(bytes(2), place(3))).toBeUndefined()
  expect(opened.get(Buffer.from('sealed 3, and more'), place(3))).toBeUndefined()
})

it('forgets words with their key, and when their key is replaced', () => {
  const opened = createOpenedWords(9)
  for (const n of [1, 2, 3]) opened.put(bytes(n), place(n), 100 + n, `words ${n}`)
  opened.forgetBefore(102)
  opened.forgetMinute(103)
  expect([1, 2, 3].map((n) => opened.get(bytes(n), place(n)))).toEqual([undefined, 'words 2', undefined])
  opened.forgetAll()
  expect(opened.get(bytes(2), place(2))).toBeUndefined()
})

it('a ring opens nothing that it opened before, once the key is another', () => {
  const { minutes, seal, open } = createKeysInMemory('ring')
  const endsAt = new Date('2026-11-27T10:15:30Z')
  const minute = Math.floor(endsAt.getTime() / 60_000)
  minutes.put(minute, Buffer.alloc(32, 1))
  const sealed = seal('words', endsAt, place(1))
  expect([open(sealed, place(1)), open(sealed, place(1))]).toEqual(['words', 'words'])
  minutes.put(minute, Buffer.alloc(32, 2))
  expect(() => open(sealed, place(1))).toThrow('was changed or belongs elsewhere')
  minutes.put(minute, Buffer.alloc(32, 1))
  expect(open(sealed, place(1))).toBe('words')
  minutes.forgetBefore(minute + 1)
  expect(open(sealed, place(1))).toBeUndefined()
})
