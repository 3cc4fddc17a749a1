import { describe, expect, it } from 'vitest'
import { signUp } from '../identity.ts'
import { updateProfile } from '../users/profile-change.ts'

const person = { name: 'Ann', email: 'ann@example.com', handle: 'ann', password: 'correct horse battery' }
const codesOf = (more: object) =>
  signUp.body.safeParse({ ...person, ...more }).error?.issues.map(({ message }) => message)

describe('a handle', () => {
  it.each(
    `admin adm1n Adm1n 4dmin admin_ a_d_m_i_n admin1 admin_2 adrnin support_ supp0rt support_team cruddur_team crudd_ur
    official_cruddur the_cruddur_team cruddur_support m0derator rn0derator sec_urity __proto__ constructor prototype
    s1gnin 5tatus he1p r00t verified_staff`.split(/\s+/),
  )('that looks like one of ours is reserved: %s', (handle) => expect(codesOf({ handle })).toEqual(['handle_reserved']))

  it.each('ann adam teammate cruddur_fan helpful badminton modern themis realist my_team newsworthy'.split(' '))(
    'that is a name of its own is fine: %s',
    (handle) => expect(codesOf({ handle })).toBeUndefined(),
  )
})

describe('a display name', () => {
  it.each([
    ['a zero-width space', 'An\u200bn'],
    ['a joiner that joins nothing', 'An\u200dn'],
    ['a word joiner', 'Ann\u2060'],
    ['a soft hyphen', 'An\u00adn'],
    ['a line separator', 'Ann\u2028Lee'],
    ['a paragraph separator', 'Ann\u2029Lee'],
    ['an override of the direction', 'Ann\u202eeeL'],
    ['a filler', 'Ann\u3164Lee'],
    ['a blank of Braille', 'Ann\u2800Lee'],
    ['tags', `Ann${'\u{e0061}'}`],
    ['a variation of a letter', 'A\ufe0fnn'],
    ['a check mark', 'Ann \u2714'],
    ['a check mark in colour', 'Ann \u2705'],
    ['a ballot box', 'Ann \u2611\ufe0f'],
  ])('with %s is refused', (_what, name) => {
    expect(codesOf({ name })).toEqual(['display_name_invalid'])
    expect(updateProfile.body.safeParse({ display_name: name }).success).toBe(false)
  })

  it.each([
    'Cruddur Team',
    'CRUDDUR',
    'Сruddur Теаm',
    'Ｃｒｕｄｄｕｒ',
    'Admin',
    'The Official Support',
    'M0derator',
    'Cruddur-Team 2',
  ])('that passes for the staff is reserved: %s', (name) =>
    expect(codesOf({ name })).toEqual(['display_name_reserved']),
  )

  it.each([
    'Ann Lee',
    'Zoë O’Brien-Łuczak',
    '李小龍',
    'Мария Петрова',
    'Αθηνά',
    'علی\u200cرضا',
    'ශ්\u200dරී ලංකා',
    'क्\u200dष',
    'Ann 👩\u200d🚀',
    'Ann 👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻',
    'Ann ❤\ufe0f',
    `Ann ${'\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'}`,
    'Cruddur Fan',
    'Bad Mod Joke',
  ])('that is a name is fine: %s', (name) => expect(codesOf({ name })).toBeUndefined())
})

describe('an e-mail address', () => {
  const emailOf = (email: string) => signUp.body.safeParse({ ...person, email }).data?.email

  it.each([
    ['me@ūņīčōdē.example', 'me@xn--d-ciat7g3fubyn.example'],
    ['Me@BÜCHER.example', 'me@xn--bcher-kva.example'],
    ['me@bu\u0308cher.example', 'me@xn--bcher-kva.example'],
    ['me@ｅｘａｍｐｌｅ.com', 'me@example.com'],
    ['me@пример。испытание', 'me@xn--e1afmkfd.xn--80akhbyknj4f'],
    ['me@xn--bcher-kva.example', 'me@xn--bcher-kva.example'],
  ])('has one form, whatever script its domain is written in: %s', (given, email) => expect(emailOf(given)).toBe(email))

  it.each([
    'mé@example.com',
    'me@é/x.example',
    'me@é:80',
    'me@é%41.example',
    'me@é x.example',
    'me@é',
    'me@é@x.example',
    'é',
  ])('is refused: %s', (email) => expect(codesOf({ email })).toEqual(['email_invalid']))
})
