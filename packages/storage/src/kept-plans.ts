import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'

const mark = '/* keep the plan */'

/**
 * Begins a statement that runs often and has the same best plan for all parameters. Each connection then plans it once.
 * Planning a feed takes several times as long as running it. Two conditions: there must be few different texts, because every
 * text is kept; and a limit must be written into the text, because PostgreSQL assumes that an unknown
 * limit returns a tenth of the rows.
 */
export const keepPlan = sql.raw(mark)

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
    return super.query({ name: nameOf(statement), text: statement, values: rest[0] })
  }
}
