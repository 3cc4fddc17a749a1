import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createKeysInMemory } from './keys-in-memory.ts'
import { createOpenedWords, type OpenedWords } from './opened-words.ts'

const place = (n: number) => `activities.message:${n}`
const bytes = (n: number) => Buffer.from(`sealed ${n}`)

/** Words are remembered when they are opened for the second time. */
function putTwice(opened: OpenedWords, n: number, minute = 100): void {
  for (let time = 0; time < 2; time++) opened.put(bytes(n), place(n), minute, `words ${n}`)
}

it('knows the words of the same bytes at the same place, and of the latest', () => {
  const opened = createOpenedWords(2, 1_000_000)
  for (const n of [1, 2, 3]) putTwice(opened, n)
  expect([1, 2, 3].map((n) => opened.get(bytes(n), place(n)))).toEqual([undefined, 'words 2', 'words 3'])
  expect(opened.get(bytes(2), place(3))).toBeUndefined()
  expect(opened.get(Buffer.from('and more, sealed 3'), place(3))).toBeUndefined()
})

it('what is opened once pushes nothing out', () => {
  const opened = createOpenedWords(2, 1_000_000)
  putTwice(opened, 1)
  for (let n = 2; n < 10; n++) opened.put(bytes(n), place(n), 100, `words ${n}`)
  expect(Array.from({ length: 9 }, (_, n) => opened.get(bytes(n + 1), place(n + 1)))).toEqual(['words 1', ...Array(8)])
})

it('remembers no more than fits, and again when something was forgotten', () => {
  const opened = createOpenedWords(1_000, 100)
  for (const n of [1, 2, 3]) putTwice(opened, n, 100 + n)
  const known = () => [1, 2, 3].map((n) => opened.get(bytes(n), place(n)))
  expect(known()).toEqual(['words 1', 'words 2', undefined])
  opened.forgetMinute(101)
  putTwice(opened, 3)
  expect(known()).toEqual([undefined, 'words 2', 'words 3'])
  // One takes the place of another without more room.
  putTwice(opened, 2)
  expect(known()).toEqual([undefined, 'words 2', 'words 3'])
})

it('keeps no memory alive but that of its own copies', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const opened = createOpenedWords(1_000, 1_000_000)
  collect()
  const before = process.memoryUsage().arrayBuffers
  for (let n = 0; n < 1_000; n++) {
    putTwice(opened, n)
    // Others take from Node's pool between them.
    for (let other = 0; other < 10; other++) Buffer.allocUnsafe(8_192)
  }
  // V8 frees buffers beside the program, after the collection.
  const kept = () => {
    collect()
    return process.memoryUsage().arrayBuffers - before
  }
  await expect.poll(kept, { message: 'of 64 MB that were used' }).toBeLessThan(4_000_000)
  expect(opened.get(bytes(999), place(999))).toBe('words 999')
})

it('forgets words with their key, and when their key is replaced', () => {
  const opened = createOpenedWords(9, 1_000_000)
  for (const n of [1, 2, 3]) putTwice(opened, n, 100 + n)
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
  // The second time it is remembered, the third time it is found.
  for (let time = 0; time < 3; time++) expect(open(sealed, place(1))).toBe('words')
  minutes.put(minute, Buffer.alloc(32, 2))
  expect(() => open(sealed, place(1))).toThrow('was changed or belongs elsewhere')
  minutes.put(minute, Buffer.alloc(32, 1))
  expect(open(sealed, place(1))).toBe('words')
  minutes.forgetBefore(minute + 1)
  expect(open(sealed, place(1))).toBeUndefined()
})
