import type { Db } from '@cruddur/storage/postgres'
import { closeSection, type ExportRow, fetchRows, openSection, type Section, sectionNames } from './export.store.ts'

/** Rows that are read at once: all of an account that is in memory, beside the bytes that wait to be sent. */
const batchRows = 200

export type Head = { now: string; profile: object }

/**
 * The whole file piece by piece, from a transaction that sees one instant. Sending takes time: cruds that expire after that
 * instant and before they are sent are left out (guarantee 1).
 */
export async function* exportText(
  transaction: Db,
  sub: string,
  { now, profile }: Head,
  messages: AsyncIterable<ExportRow>,
): AsyncGenerator<string> {
  const clock = startClock(now)
  yield `{"exported_at":${JSON.stringify(now)},\n"profile":${JSON.stringify(profile)}`
  for (const section of sectionNames) {
    yield `,\n"${section}":[`
    yield* rowsOf(transaction, sub, section, clock)
    yield ']'
  }
  yield ',\n"messages":['
  yield* messageRows(messages, clock)
  yield ']}\n'
}

/** They may be in another store, and so not of the same instant. */
async function* messageRows(messages: AsyncIterable<ExportRow>, clock: () => number): AsyncGenerator<string> {
  let separator = '\n'
  for await (const row of messages) {
    if (row.gone_at !== null && Date.parse(row.gone_at) <= clock()) continue
    yield separator + withoutDeadline(row)
    separator = ',\n'
  }
}

async function* rowsOf(transaction: Db, sub: string, section: Section, clock: () => number): AsyncGenerator<string> {
  await openSection(transaction, section, sub)
  let separator = '\n'
  for (
    let rows = await fetchRows(transaction, batchRows);
    rows.length > 0;
    rows = await fetchRows(transaction, batchRows)
  ) {
    const living = rows.filter(({ gone_at }) => gone_at === null || Date.parse(gone_at) > clock())
    if (living.length === 0) continue
    yield separator + living.map(withoutDeadline).join(',\n')
    separator = ',\n'
  }
  await closeSection(transaction)
}

const withoutDeadline = ({ gone_at: _goneAt, ...row }: ExportRow) => JSON.stringify(row)

/** A clock that goes on from `now`, the database's time, in milliseconds since 1970. */
function startClock(now: string): () => number {
  const [since, started] = [Date.parse(now), performance.now()]
  return () => since + performance.now() - started
}
