import { z } from 'zod/mini'

export const pageLimit = { min: 1, default: 20, max: 100 } as const

const Limit = z.prefault(
  z.pipe(
    z.string({ error: 'limit_invalid' }).check(z.regex(/^[0-9]{1,3}$/, { error: 'limit_invalid' })),
    z.pipe(
      z.transform(Number),
      z
        .number()
        .check(
          z.minimum(pageLimit.min, { error: 'limit_invalid' }),
          z.maximum(pageLimit.max, { error: 'limit_invalid' }),
        ),
    ),
  ),
  String(pageLimit.default),
)

/** Which page of a list: at most `limit` items after `cursor`. The cursor is opaque: take it from the `Link` header. */
export const PageQuery = z.object({
  limit: Limit,
  cursor: z.optional(
    z.string({ error: 'cursor_invalid' }).check(z.regex(/^[A-Za-z0-9_-]{1,200}$/, { error: 'cursor_invalid' })),
  ),
})
