import { z } from 'zod/mini'

type Sizes = {
  /** The size of a page that was asked for without `limit`. */
  whenAbsent: number
  max?: number
}

/** Which page of a list: at most `limit` items after `cursor`. The cursor is opaque: take it from the `Link` header. */
export function pageQuery({ whenAbsent, max = 100 }: Sizes) {
  return z.object({
    limit: z
      .prefault(
        z.pipe(
          z.string({ error: 'limit_invalid' }).check(z.regex(/^[0-9]{1,4}$/, { error: 'limit_invalid' })),
          z.pipe(
            z.transform(Number),
            z.number().check(z.minimum(1, { error: 'limit_invalid' }), z.maximum(max, { error: 'limit_invalid' })),
          ),
        ),
        String(whenAbsent),
      )
      .register(z.globalRegistry, { description: `Items on a page: 1 to ${max}. Without it ${whenAbsent}.` }),
    cursor: z.optional(
      z.string({ error: 'cursor_invalid' }).check(z.regex(/^[A-Za-z0-9_-]{1,200}$/, { error: 'cursor_invalid' })),
    ),
  })
}

export const PageQuery = pageQuery({ whenAbsent: 20 })

// The sizes of the original, whose clients ask without `limit` and do not follow links to a next page.
export const HomePageQuery = pageQuery({ whenAbsent: 100 })
export const ProfilePageQuery = pageQuery({ whenAbsent: 40 })
/** The original sends all replies of a crud. */
export const ThreadPageQuery = pageQuery({ whenAbsent: 1000, max: 1000 })
