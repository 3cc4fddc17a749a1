import { z } from 'zod/mini'
import { Activity } from './activities.ts'
import { endpoint } from './endpoint.ts'
import { PageQuery } from './paging.ts'
import { codePoints, isBlank } from './text.ts'
import { visiblePattern } from './text-pattern.ts'
import { Person } from './users.ts'

export const searchTermLimit = 200

/** The text to search for. Any text is valid unless it is blank or too long. */
const Term = z.string({ error: 'search_term_blank' }).check(
  z.overwrite((value) =>
    value
      .toWellFormed()
      .normalize('NFC')
      .replace(/\p{Cc}/gu, ' ')
      .trim(),
  ),
  z.superRefine((value, context) => {
    const message = isBlank(value)
      ? 'search_term_blank'
      : codePoints(value) > searchTermLimit
        ? 'search_term_exceed_max_chars'
        : undefined
    if (message) context.addIssue({ code: 'custom', message })
  }),
  z.meta({ maxLength: searchTermLimit, pattern: visiblePattern }),
)

const errors = ['search_term_blank', 'search_term_exceed_max_chars', 'limit_invalid', 'cursor_invalid'] as const

export const searchActivities = endpoint({
  method: 'GET',
  path: '/api/activities/search',
  summary: 'Cruds by their words, the best match first: prefixes, "phrases", from:@handle, #tag, -word.',
  caller: 'maybe',
  holdsCruds: true,
  costly: true,
  pages: true,
  query: z.extend(PageQuery, { term: Term }),
  reply: z.array(Activity),
  errors,
})

export const searchPeople = endpoint({
  method: 'GET',
  path: '/api/users/search',
  summary: 'People by handle or name.',
  caller: 'maybe',
  holdsCruds: false,
  costly: true,
  pages: true,
  query: z.extend(PageQuery, { term: Term }),
  reply: z.array(Person),
  errors,
})
