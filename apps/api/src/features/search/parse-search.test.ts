import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxClauses, parseSearch } from './parse-search.ts'

/** A search in one line for each clause: `-` in front of what is not wanted. */
const read = (term: string) => parseSearch(term).map(({ kind, text, not }) => `${not ? '-' : ''}${kind} ${text}`)

describe('parseSearch', () => {
  it.each([
    ['qapla', ['words qapla']],
    ['two words', ['words two', 'words words']],
    ['"a good day"', ['phrase a good day']],
    ['“a good day” to', ['phrase a good day', 'words to']],
    ['"never ends', ['phrase never ends']],
    ['before"in between"after', ['words before', 'phrase in between', 'words after']],
    ['from:@Worf', ['author worf']],
    ['FROM:worf', ['author worf']],
    ['#Qapla', ['tag qapla']],
    ['#WO\u0308RF', ['tag wörf']],
    ['#123', ['words #123']],
    ['#İstanbul #ＡＢＣ ＃全角', ['tag istanbul', 'tag abc', 'tag 全角']],
    ['#οδοσ', ['tag οδος']],
    ['#ぼっち・ざ・ろっく', ['tag ぼっち・ざ・ろっく']],
    ['#می\u200cخواهم', ['tag می\u200cخواهم']],
    ['#️⃣', ['words #️⃣']],
    ['#tag.', ['words #tag.']],
    ['#one#two', ['words #one#two']],
    ['-word -"a phrase" -#tag -from:@q', ['-words word', '-phrase a phrase', '-tag tag', '-author q']],
    ['--twice', ['-words twice']],
    ['well-known', ['words well-known']],
    ['- word', ['words -', 'words word']],
    ['from: worf', ['words from:', 'words worf']],
    ['""', []],
    ['" "', []],
    ['-""', []],
    ['-', ['words -']],
    ['  ', []],
  ])('reads %j', (term, clauses) => {
    expect(read(term)).toEqual(clauses)
  })

  it('ignores the clauses after the twelfth', () => {
    expect(parseSearch('a '.repeat(100))).toHaveLength(maxClauses)
  })

  it('accepts any text', () => {
    const piece = fc.oneof(
      fc.constantFrom('"', '-', '#', 'from:', '@', ' ', '“', ':*', '&', '|'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 100 }), (pieces) => {
        const clauses = parseSearch(pieces.join(''))
        expect(clauses.length).toBeLessThanOrEqual(maxClauses)
        for (const { text } of clauses) expect(text).not.toContain('"')
      }),
      { numRuns: 10_000 },
    )
  })
})
