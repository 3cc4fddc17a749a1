import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createActivity, replyToActivity } from './activities/publishing.ts'
import { signUp } from './identity.ts'
import { codePoints, isBlank } from './text.ts'
import { updateProfile } from './users/profile-change.ts'

const codesOf = (
  schema: { safeParse(value: unknown): { error?: { issues: { message: string }[] } | undefined } },
  value: unknown,
) => schema.safeParse(value).error?.issues.map((issue) => issue.message) ?? []

const crud = (message: unknown) => codesOf(createActivity.body, { message, ttl: '1-hour' })

describe('the text of a crud', () => {
  it.each([
    ['nothing at all', undefined, 'message_blank'],
    ['null', null, 'message_blank'],
    ['the empty text', '', 'message_blank'],
    ['white space', ' \n \u2003 ', 'message_blank'],
    ['characters that draw nothing', '\u200b\u2060\ufeff\u3164', 'message_blank'],
    ['a number', 5, 'message_invalid'],
    ['a list', ['a'], 'message_invalid'],
    ['an object', { toString: 'a' }, 'message_invalid'],
    ['NUL', 'a\u0000b', 'message_invalid'],
    ['a form feed', 'a\fb', 'message_invalid'],
    ['a backspace', 'a\bb', 'message_invalid'],
    ['tabs and line ends alone', '\t\r\n\r', 'message_blank'],
    ['a C1 control', 'a\u0085b', 'message_invalid'],
    ['half a surrogate pair', 'a\ud83d', 'message_invalid'],
    ['281 characters', 'x'.repeat(281), 'message_exceed_max_chars'],
    ['281 characters beyond the BMP', '💣'.repeat(281), 'message_exceed_max_chars'],
  ])('refuses %s', (_name, message, code) => {
    expect(crud(message)).toEqual([code])
  })

  it.each([
    ['280 characters beyond the BMP', '💣'.repeat(280)],
    ['280 letters that NFC makes of 560', 'e\u0301'.repeat(280)],
    ['newlines', 'a\n\nb'],
    ['tabs', 'if (a)\tb\n\tc'],
    ['281 characters that are 280 once CR LF is LF', `${'x'.repeat(279)}\r\n`],
    ['a family', '👩‍👩‍👧‍👦'],
    ['right-to-left text', 'مرحبا بالعالم'],
    ['markup, which is text like any other', '<script>alert(1)</script>'],
  ])('takes %s', (_name, message) => {
    expect(crud(message)).toEqual([])
  })

  it.each([
    ['a\r\nb', 'a\nb'],
    ['a\rb', 'a\nb'],
    ['a\r\r\nb\n\rc', 'a\n\nb\n\nc'],
    ['a\tb', 'a\tb'],
  ])('has LF at the end of each line: %j becomes %j', (message, parsed) => {
    expect(createActivity.body.parse({ message, ttl: '1-hour' }).message).toBe(parsed)
    expect(replyToActivity.body.parse({ message }).message).toBe(parsed)
  })

  it('comes out in NFC, with LF at the end of each line, and otherwise as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (message) => {
        const parsed = createActivity.body.safeParse({ message, ttl: '1-hour' })
        if (!parsed.success) return
        expect(parsed.data.message).toBe(message.replaceAll('\r\n', '\n').replaceAll('\r', '\n').normalize('NFC'))
        expect(codePoints(parsed.data.message)).toBeLessThanOrEqual(280)
        expect(parsed.data.message).not.toMatch(/(?![\n\t])\p{Cc}/u)
      }),
      { numRuns: 10_000 },
    )
  })

  it('takes any text up to the limit, and none beyond it, whatever it is made of', () => {
    const character = fc.integer({ min: 0x21, max: 0x10ffff }).map((point) => String.fromCodePoint(point))
    // Some letters draw nothing: a text of them alone is blank, as another test says.
    const visible = character.filter(
      (text) => /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(text) && text.normalize('NFC') === text && !isBlank(text),
    )
    fc.assert(
      fc.property(visible, fc.integer({ min: 1, max: 2000 }), (text, count) => {
        const message = text.repeat(count)
        const length = [...message.normalize('NFC')].length
        expect(crud(message)).toEqual(length > 280 ? ['message_exceed_max_chars'] : [])
        expect(codesOf(replyToActivity.body, { message })).toEqual(
          length > 1024 ? ['message_exceed_max_chars_1024'] : [],
        )
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('a display name', () => {
  const named = (display_name: unknown) => codesOf(updateProfile.body, { display_name })

  it.each([
    [undefined, 'display_name_blank'],
    ['  ', 'display_name_blank'],
    [7, 'display_name_invalid'],
    ['two\nlines', 'display_name_invalid'],
    ['two\r\nlines', 'display_name_invalid'],
    ['a\ttab', 'display_name_invalid'],
    ['evil\u202Egnp.exe', 'display_name_invalid'],
    ['x'.repeat(51), 'display_name_exceed_max_chars'],
  ])('refuses %j', (name, code) => expect(named(name)).toEqual([code]))

  it('is trimmed', () => expect(updateProfile.body.parse({ display_name: '  Worf ' }).display_name).toBe('Worf'))
})

describe('a bio', () => {
  const written = (bio: unknown) => codesOf(updateProfile.body, { display_name: 'Worf', bio })
  it('may be empty, absent or null', () => {
    for (const bio of ['', undefined, null]) expect(written(bio)).toEqual([])
  })
  it('has at most 160 code points', () => {
    expect(written('💣'.repeat(160))).toEqual([])
    expect(written('💣'.repeat(161))).toEqual(['bio_exceed_max_chars'])
  })
  it('is text', () => expect(written(3)).toEqual(['bio_invalid']))
})

describe('a new handle', () => {
  const called = (handle: unknown) => {
    const parsed = signUp.body.safeParse({ name: 'A', email: 'a@example.org', password: 'long enough', handle })
    return parsed.success ? parsed.data.handle : parsed.error.issues[0]?.message
  }
  it.each([
    ['Worf', 'worf'],
    [' data_2 ', 'data_2'],
    ['ab', 'handle_invalid'],
    ['a'.repeat(31), 'handle_invalid'],
    ['wörf', 'handle_invalid'],
    ['a-b-c', 'handle_invalid'],
    ['ADMIN', 'handle_reserved'],
    ['', 'handle_blank'],
    [undefined, 'handle_blank'],
    [12345, 'handle_invalid'],
  ])('%j becomes %j', (handle, outcome) => expect(called(handle)).toBe(outcome))
})
