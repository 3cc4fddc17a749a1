import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'

const mark = '/* keep the plan */'

/**
 * Begins a statement that runs often and has the same best plan for all parameters. Each connection then plans it once.
 * Planning a feed takes several times as long as running it. Two conditions: there must be few different texts, because every
 * text is kept; and a limit must be written into the text, because PostgreSQL assumes that an unknown
 * limit returns a tenth of the rows.
 */
export const keepPlan = sql.raw(mark)

/** Pages of 20 are asked for by our web app, the others by clients of the original. A list is read one item beyond its page. */
const keptLimits = [21, 41, 101, 1001]

/** A limit for a statement whose plan is kept: `least`, or some more. Few values, so that few different statements are kept. */
export function keptLimit(least: number): RawBuilder<number> {
  const limit = keptLimits.find((each) => least <= each)
  if (!limit) throw new RangeError(`no list is read ${least} items at a time`)
  return sql.lit(limit)
}

const names = new Map<string, string>()

/** PostgreSQL's name for a statement: at most 63 bytes. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}

/** A connection that prepares the statements that begin with `keepPlan`, under a name made from their text. */
export class PlanKeepingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has eight signatures
  override query(statement: any, ...rest: any[]): any {
    if (typeof statement !== 'string' || !statement.startsWith(mark)) return super.query(statement, ...rest)
    const [values, callback] = rest
    return super.query({ name: nameOf(statement), text: statement, values }, callback)
  }
}
