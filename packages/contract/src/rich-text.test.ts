import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenize } from './rich-text.ts'

const linksIn = (text: string) => tokenize(text).flatMap((token) => (token.kind === 'link' ? [token.href] : []))
const kindsIn = (text: string) => tokenize(text).map((token) => token.kind)
const mentionsIn = (text: string) => tokenize(text).flatMap((token) => (token.kind === 'mention' ? [token.handle] : []))
const tagsIn = (text: string) => tokenize(text).flatMap((token) => (token.kind === 'hashtag' ? [token.tag] : []))

describe('links', () => {
  it.each([
    ['see https://example.com.', 'https://example.com/'],
    ['(https://example.com/a)', 'https://example.com/a'],
    ['https://en.example.org/wiki/Bomb_(disposal), he said', 'https://en.example.org/wiki/Bomb_(disposal)'],
    ['“https://example.com/a?b=c&d=e#f”!', 'https://example.com/a?b=c&d=e#f'],
    ['https://example.com/。', 'https://example.com/'],
    ['HTTPS://EXAMPLE.COM/Path', 'https://example.com/Path'],
    ['*https://example.com*', 'https://example.com/'],
    ['https://münchen.example/ä', 'https://xn--mnchen-3ya.example/%C3%A4'],
  ])('%s', (text, href) => expect(linksIn(text)).toEqual([href]))

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt://example.com/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'https://',
    'http://user:password@example.com/',
    'https://bank.example@evil.example/',
    'xhttps://example.com',
    'https:/example.com',
    'https://[',
    'mailto:a@b.example',
  ])('%s is no link', (text) => expect(linksIn(text)).toEqual([]))

  it('ends where the direction of writing is turned, which could make it look like another', () => {
    expect(linksIn('https://example.com/\u202egpj.exe')).toEqual(['https://example.com/'])
    expect(linksIn('https://exam\u200bple.com/')).toEqual(['https://exam/'])
  })

  it('shows where it leads: the host as it is, however it was written', () => {
    const shown = (text: string) => tokenize(text)[0]?.text
    expect(shown('https://gооgle.com/login')).toBe('xn--ggle-55da.com/login')
    expect(shown('https://www.example.com/')).toBe('example.com/')
    expect(shown(`https://example.com/${'a'.repeat(200)}`)).toMatch(/^example\.com\/a+…$/)
  })
})

describe('mentions', () => {
  it.each([
    ['@worf hello', ['worf']],
    ['(@Worf)', ['worf']],
    ['hello @worf.', ['worf']],
    ['@worf, @data_2', ['worf', 'data_2']],
    ['mail me: worf@example.com', []],
    ['@worf@elsewhere.example', []],
    ['@worf.example', []],
    ['@@worf', []],
    ['@ab', []],
    [`@${'a'.repeat(31)}`, []],
    ['https://example.com/@worf', []],
  ])('%s', (text, handles) => expect(mentionsIn(text)).toEqual(handles))
})

describe('hashtags', () => {
  it.each([
    ['#bomb', ['bomb']],
    ['#нет #نسيان #日本語', ['нет', 'نسيان', '日本語']],
    ['#2026 is no tag, #y2026 is', ['y2026']],
    ['a#b', []],
    ['##b', []],
    ['&#39;', []],
    ['C# is a language', []],
  ])('%s', (text, tags) => expect(tagsIn(text)).toEqual(tags))
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'http',
        's',
        '://',
        '@',
        '#',
        'a',
        '.',
        '/',
        '(',
        ')',
        '[',
        ']',
        '<script>',
        '"',
        "'",
        '\n',
        ' ',
        'javascript:',
        '\u202e',
        '\u200d',
        '😀',
        'ا',
        '\ud800',
        '&',
        ':',
        '%',
        '?',
      ),
      { maxLength: 80 },
    )
    .map((parts) => parts.join('')),
)

describe('whatever is written', () => {
  it('stays as it is and in its order, but for the links', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tokens = tokenize(text)
        let at = 0
        for (const token of tokens) {
          if (token.kind === 'link') continue
          const found = text.indexOf(token.text, at)
          expect(found).toBeGreaterThanOrEqual(at)
          at = found + token.text.length
        }
        if (tokens.every((token) => token.kind !== 'link')) {
          expect(tokens.map((token) => token.text).join('')).toBe(text)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('gives only links that a browser may follow: http and https, without a name before the host', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const href of linksIn(text)) {
          const url = new URL(href)
          expect(['http:', 'https:']).toContain(url.protocol)
          expect([url.username, url.password]).toEqual(['', ''])
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('takes no longer for what was made to take long', () => {
    const began = performance.now()
    for (const piece of ['(', '@', '#', 'http', 'https://a', 'https://a)', '@a', '#a.']) kindsIn(piece.repeat(1024))
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
