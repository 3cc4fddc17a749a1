import { searchActivities, searchPeople } from '@cruddur/contract/search'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'

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
        const { rows } = await sql<{ found: boolean; silent: boolean }>`
          select words_of(${message}) @@ words_query(${message}, false) as found, words_of(${message}) = '' as silent
          `.execute(test.db)
        expect(rows[0]?.found || rows[0]?.silent).toBe(true)
      }),
      { numRuns: 1_500 },
    )
  })

  it.each([
    ['one endless word', 'x'.repeat(1024)],
    ['an endless word of wide letters', '𐐷'.repeat(1024)],
    ['letters that stand for whole sentences', 'ﷺ'.repeat(1024)],
    ['as many words as fit', 'a '.repeat(512)],
    ['marks upon marks', `e${'\u0301'.repeat(1023)}`],
  ])('%s', async (_name, message) => {
    const uuid = await insertCrud(test.db, { user_uuid: worf.uuid, message })
    const { reply } = await test.call(searchActivities, { term: message.slice(0, 80), limit: '100' })
    expect(reply.map((activity) => activity.uuid)).toContain(uuid)
  })
})
