import { z } from 'zod/mini'
import { Done } from '../done.ts'
import { endpoint } from '../endpoint.ts'
import { text } from '../text.ts'

/** Characters of a muted word, in code points; and how many of them a person may have. */
export const mutedWordLimit = { max: 100, perPerson: 200 } as const

/** How long a word stays muted. */
export const muteSpans = ['day', 'week', 'forever'] as const
export type MuteSpan = (typeof muteSpans)[number]

const Term = text({
  max: mutedWordLimit.max,
  lines: false,
  blank: 'muted_word_blank',
  tooLong: 'muted_word_exceed_max_chars',
  invalid: 'muted_word_blank',
  name: true,
})

export const MutedWord = z.object({
  uuid: z.uuid(),
  /** A word, several in a row, or a tag with its `#`, as the person wrote it. */
  term: z.string(),
  created_at: z.iso.datetime(),
  /** Null: until the person takes it back. */
  expires_at: z.nullable(z.iso.datetime()),
})
export type MutedWord = z.infer<typeof MutedWord>

export const listMutedWords = endpoint({
  method: 'GET',
  path: '/api/profile/muted-words',
  summary: 'The words and tags that the caller muted, the latest first.',
  caller: 'member',
  holdsCruds: false,
  reply: z.array(MutedWord),
  errors: [],
})

export const muteWord = endpoint({
  method: 'POST',
  path: '/api/profile/muted-words',
  summary:
    'Mute a word or a tag: cruds of others with it are left out of the feeds, search, notifications and stream of the caller. Of a word that is muted already, the end changes.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ term: Term, span: z.enum(muteSpans, { error: 'mute_span_invalid' }) }),
  reply: MutedWord,
  errors: ['muted_word_blank', 'muted_word_exceed_max_chars', 'muted_words_full', 'mute_span_invalid'],
})

export const unmuteWord = endpoint({
  method: 'DELETE',
  path: '/api/profile/muted-words/:uuid',
  summary: 'Take the mute of a word back.',
  caller: 'member',
  holdsCruds: false,
  params: z.object({ uuid: z.string().check(z.guid({ error: 'muted_word_not_found' })) }),
  reply: Done,
  errors: ['muted_word_not_found'],
})
