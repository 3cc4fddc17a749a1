import { searchActivities, searchPeople } from '@cruddur/contract/search'
import { entriesOfBeginning, entriesOfCrud } from '@cruddur/storage/cruds/crud-entries'
import { plainWords } from '@cruddur/storage/cruds/plain-words'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { matchesWordings, wordingsOf } from './wordings.ts'

const test = await useTestApp()
const worf = await test.member('worf', "Wo'rf \\ %_")
await test.crud(worf, { message: 'Today is a #good day' })

/** Whatever means something to PostgreSQL's searches, to LIKE, to SQL, to our own parser, or to Unicode. */
const pieces = [
  ...`& | ! !! <-> <2> :* :A *:B ( ) (( ' '' \\ \\\\ " "" “ « - -- # @ % _ $1 \u0000 \ud800 \udc00 \u200d \ufe0f`.split(
    ' ',
  ),
  ...[
    'from:',
    'from:@',
    "from:'",
    'from:@worf',
    '-from:',
    '#good',
    '-#',
    'day',
    'DAY',
    'da',
    "don't",
    "';--",
    "\\'; drop",
  ],
  ...['\u0301', 'ﷺ', 'İ', 'ß', '🔥', '👩‍👩‍👧', '東', 'ي', '\u202e', '\n', '\t', ' ', ' ', ' ', '\u00a0', '\u3000'],
]
const hostile = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 20 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => parts.join('').slice(0, 200))

describe('any text is a search', () => {
  it.each([searchActivities, searchPeople])('$path', { timeout: 60_000 }, async (endpoint) => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (term, signedIn) => {
        const { status, raw } = await test.call(endpoint, { term }, { as: signedIn ? worf : undefined })
        // Blank is the only text that is none.
        if (status !== 200) expect([status, raw.json()]).toEqual([422, ['search_term_blank']])
      }),
      { numRuns: 1_500 },
    )
    expect(test.logged()).not.toContain('sqlState')
  })
})

describe('any text is found again', () => {
  it('every message can be stored, and is found by its own words', async () => {
    const message = fc.oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }))
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        const message = text.toWellFormed().replace(/\p{Cc}/gu, ' ')
        const words = plainWords(message)
        const entries = new Set(entriesOfCrud(message, []))
        for (const word of words)
          expect(
            entriesOfBeginning(word).some((entry) => entries.has(entry)),
            word,
          ).toBe(true)
        expect(matchesWordings(message, wordingsOf([{ kind: 'phrase', text: message, not: false }]))).toBe(true)
      }),
      { numRuns: 1_500 },
    )
  })

  it('its words are those by which the database finds people', async () => {
    const text = fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'binary' }))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 50 }), async (texts) => {
        const storable = texts.map((text) => text.toWellFormed().replaceAll('\0', ' '))
        // The newest characters may be known to one of the two alone.
        const { rows } = await sql<{ text: string; plain: string }>`
          select text, plain_words(text) as plain from unnest(${storable}::text[]) text where unicode_assigned(text)
          `.execute(test.db)
        const longest = (word: string) => [...word].slice(0, 64).join('')
        expect(rows.map(({ text }) => plainWords(text).join(' '))).toEqual(
          rows.map(({ plain }) => plain.split(' ').map(longest).join(' ')),
        )
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['one endless word', 'x'.repeat(1024)],
    ['an endless word of wide letters', '𐐷'.repeat(1024)],
    ['letters that stand for whole sentences', 'ﷺ'.repeat(1024)],
    ['as many words as fit', 'a '.repeat(512)],
    ['marks upon marks', `e${'\u0301'.repeat(1023)}`],
  ])('%s', async (_name, message) => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, message })
    const { reply } = await test.call(searchActivities, { term: message.slice(0, 80), limit: '100' })
    expect(reply.map((activity) => activity.uuid)).toContain(uuid)
  })
})
