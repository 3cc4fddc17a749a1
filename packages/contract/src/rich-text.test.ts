import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashtagCases, sameTags } from './rich-text/hashtags.cases.ts'
import { foldTag } from './rich-text/hashtags.ts'
import { linkCases } from './rich-text/links.cases.ts'
import { linkInScriptCases } from './rich-text/links-in-scripts.cases.ts'
import { mentionCases } from './rich-text/mentions.cases.ts'
import { parseMessage, type Token, tagIn, tokenize } from './rich-text.ts'

/** The texts of one kind of token. */
const textsOf = (kind: Token['kind'], text: string) =>
  tokenize(text)
    .filter((token) => token.kind === kind)
    .map((token) => token.text)

/** What a case marks, and the text without its marks. */
const readCase = (marked: string) => ({
  text: marked.replace(/[⟦⟧]/gu, ''),
  expected: [...marked.matchAll(/⟦([^⟧]*)⟧/gu)].map((match) => match[1]),
})

const tables: [Token['kind'], typeof linkCases][] = [
  ['link', linkCases],
  ['link', linkInScriptCases],
  ['hashtag', hashtagCases],
  ['mention', mentionCases],
]

describe.each(tables)('%ss', (kind, sections) => {
  describe.each(Object.entries(sections))('%s', (_section, cases) => {
    it.each(cases)('%j', (marked) => {
      const { text, expected } = readCase(marked)
      expect(textsOf(kind, text)).toEqual(expected)
    })
  })
})

describe('where a link leads', () => {
  it.each([
    ['https://example.com', 'https://example.com/', undefined],
    ['HTTPS://EXAMPLE.COM/Path', 'https://example.com/Path', undefined],
    ['https://example.com:443/a', 'https://example.com/a', undefined],
    ['https://münchen.example/ä', 'https://xn--mnchen-3ya.example/%C3%A4', 'xn--mnchen-3ya.example'],
    ['https://gооgle.com/login', 'https://xn--ggle-55da.com/login', 'xn--ggle-55da.com'],
    ['https://xn--ggle-55da.com/', 'https://xn--ggle-55da.com/', undefined],
    ['http://[2001:DB8::7]/', 'http://[2001:db8::7]/', undefined],
    ['https://例え.テスト/', 'https://xn--r8jz45g.xn--zckzah/', 'xn--r8jz45g.xn--zckzah'],
  ])('%s', (text, href, asciiHost) => {
    expect(tokenize(text)).toEqual([{ kind: 'link', text, href, ...(asciiHost ? { asciiHost } : {}) }])
  })

  it('is undefined for a path of more than 2,048 characters', () => {
    expect(textsOf('link', `https://example.com/${'a'.repeat(3000)}`)).toEqual([])
  })
})

describe('one tag', () => {
  it.each(sameTags)('%s', (kept, ...others) => {
    for (const written of [kept, ...others]) expect([written, foldTag(written)]).toEqual([written, kept])
  })

  it('in any case, whatever the letter', () => {
    for (let point = 0; point <= 0x1ffff; point++) {
      const letter = String.fromCodePoint(point)
      if (!/^(?!ı)\p{Changes_When_Casemapped}$/u.test(letter)) continue
      const tag = `a${letter}b`
      const kept = foldTag(tag)
      expect([tag.toUpperCase(), tag.toLowerCase(), kept].map(foldTag), tag).toEqual([kept, kept, kept])
    }
  })

  it('is again a tag once it is folded', () => {
    const tags = Object.values(hashtagCases)
      .flat()
      .map(readCase)
      .flatMap(({ text }) => parseMessage(text).tags)
    expect(tags.length).toBeGreaterThan(80)
    for (const tag of tags) expect([tag, tagIn(`#${tag}`)]).toEqual([tag, tag])
  })
})

describe('parseMessage', () => {
  it('names each tag and each person once', () => {
    expect(parseMessage('@Worf #Qapla @worf #ＱＡＰＬＡ #two')).toEqual({ tags: ['qapla', 'two'], mentions: ['worf'] })
  })
  it('stops at 20', () => {
    const message = Array.from({ length: 30 }, (_, n) => `@user${n} #tag${n}`).join(' ')
    expect(parseMessage(message)).toMatchObject({ tags: { length: 20 }, mentions: { length: 20 } })
  })
})

const hostilePieces = [
  ...[
    'http',
    's',
    '://',
    'https://',
    '@',
    '＠',
    '#',
    '＃',
    'a',
    'example.com',
    '.',
    '/',
    '(',
    ')',
    '[',
    ']',
    ':',
    '%',
    '?',
  ],
  ...[
    '<script>',
    '"',
    "'",
    '\n',
    ' ',
    'javascript:',
    '\u202e',
    '\u200c',
    '\u200d',
    '\ufe0f\u20e3',
    '😀',
    'ا',
    '然',
    '・',
  ],
  ...['·', '，', '\ud800', '&', '-', '_', 'www.', 'localhost', '[::1]', '127.0.0.1', ':80', '\u0301', 'İ', '\u3164'],
]
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...hostilePieces), { maxLength: 80 }).map((parts) => parts.join('')),
)

describe('any text', () => {
  it('is what its tokens are, joined', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(
          tokenize(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text)
      }),
      { numRuns: 5_000 },
    )
  })

  it('links only to http and https, never with a name before the host, and to the host that is written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const token of tokenize(text)) {
          if (token.kind !== 'link') continue
          const url = new URL(token.href)
          expect(['http:', 'https:']).toContain(url.protocol)
          expect([url.username, url.password]).toEqual(['', ''])
          expect(new URL(token.text).href).toBe(token.href)
          if (!token.asciiHost) expect(token.text.toLowerCase()).toContain(`://${url.hostname}`)
        }
      }),
      { numRuns: 5_000 },
    )
  })

  it('has tags with a letter in them', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const tag of parseMessage(text).tags) expect(tag).toMatch(/\p{L}/u)
      }),
      { numRuns: 5_000 },
    )
  })
})
