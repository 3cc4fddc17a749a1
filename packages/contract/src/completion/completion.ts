import { z } from 'zod/mini'
import { endpoint } from '../endpoint.ts'
import { handlePattern } from '../names/handles.ts'
import { UserShort } from '../users.ts'

// What helps while somebody writes: people and hashtags that begin with what was typed, and which mentions are people.

const maxPrefix = 100
/** Most suggestions of a reply. */
export const maxSuggestions = 8
/** Most handles that one request may ask for. */
export const maxHandles = 50

/** The beginning of a name or tag, without its `@` or `#`. It may be empty. */
const Prefix = z.string({ error: 'search_term_blank' }).check(
  z.maxLength(maxPrefix, { error: 'search_term_exceed_max_chars' }),
  z.overwrite((text) => text.toWellFormed()),
)

export const completePeople = endpoint({
  method: 'GET',
  path: '/api/completions/people',
  summary:
    'People whose handle, or a word of whose name, begins with `prefix`: those whom the reader follows first. With an empty prefix only those.',
  caller: 'member',
  holdsCruds: false,
  query: z.object({ prefix: Prefix }),
  reply: z.array(UserShort),
  errors: ['search_term_blank', 'search_term_exceed_max_chars'],
})

export const completeHashtags = endpoint({
  method: 'GET',
  path: '/api/completions/hashtags',
  summary: 'Hashtags of living cruds that begin with `prefix`, those of most people first, as they are stored.',
  caller: 'member',
  holdsCruds: true,
  costly: true,
  query: z.object({ prefix: Prefix }),
  reply: z.array(z.string()),
  errors: ['search_term_blank', 'search_term_exceed_max_chars'],
})

/** Handles with commas between them. Those that nobody can have are left out. */
const Handles = z.string({ error: 'blank_user_handle' }).check(z.minLength(1, { error: 'blank_user_handle' }))

export const knownHandles = endpoint({
  method: 'GET',
  path: '/api/users/known',
  summary: `Those of the handles, which have commas between them, that somebody has whose page the reader can see. Of the first ${maxHandles}.`,
  caller: 'maybe',
  holdsCruds: false,
  query: z.object({ handles: Handles }),
  reply: z.array(z.string().check(z.regex(handlePattern))),
  errors: ['blank_user_handle'],
})
