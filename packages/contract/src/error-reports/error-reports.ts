import { z } from 'zod/mini'
import { Done } from '../done.ts'
import { endpoint } from '../endpoint.ts'

/** Most calls of a stack that are reported. */
export const maxFrames = 30

/** Classes of errors that are distinguished. Every other is an `Error`. */
export const errorNames = [
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AggregateError',
  'CallError',
  'DOMException',
] as const

const count = z.int().check(z.nonnegative(), z.lte(10_000_000))

/** Where the build puts the scripts of the app. An address that an error quotes looks different. */
export const scriptPath = /^assets\/[\w.-]{1,100}\.js$/

/** A call in the stack of an error. The file is a path without the origin. The names of functions are lost in the build. */
export const WebFrame = z.object({
  file: z.string().check(z.regex(scriptPath)),
  line: z.optional(count),
  column: z.optional(count),
})
export type WebFrame = z.infer<typeof WebFrame>

/**
 * An error of the web app. `message` has passed `withoutWords` and `page` is what `pageKind` returns: no words of anybody, no
 * handle, no id of a crud. The server passes both through the same functions again.
 */
export const WebError = z.object({
  name: z.enum(errorNames),
  message: z.string().check(z.maxLength(500)),
  page: z.string().check(z.maxLength(200)),
  frames: z.array(WebFrame).check(z.maxLength(maxFrames)),
  /** The trace of the last call before the error. */
  trace_id: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
})
export type WebError = z.infer<typeof WebError>

export const reportWebError = endpoint({
  method: 'POST',
  path: '/api/client-errors',
  summary: 'Report an error of the web app, without words of anybody.',
  caller: 'anyone',
  holdsCruds: false,
  seldom: true,
  body: WebError,
  reply: Done,
  errors: ['body_invalid'],
})

export const testRollbar = endpoint({
  method: 'GET',
  path: '/rollbar/test',
  summary:
    'Send a warning to Rollbar, to see that it arrives. For moderators only; 404 when the server has no token of Rollbar.',
  caller: 'member',
  holdsCruds: false,
  reply: Done,
  errors: ['generic_403', 'not_found'],
})
