import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { closeSection, type ExportRow, fetchRows, openSection, type Section, sectionNames } from './export.store.ts'

/** Rows that are read at once: all of an account that is in memory. */
const batchRows = 200

/**
 * Reads an account in lines for `exportText`: one for each list and one for each row, which begins with the row's deadline,
 * in milliseconds since 1970, if it has one. JSON has no line breaks of its own.
 *
 * @param transaction sees one instant
 */
export async function* exportLines(
  { transaction, keys }: { transaction: Db; keys: KeyRing },
  sub: string,
  messages: AsyncIterable<ExportRow>,
): AsyncGenerator<string> {
  for (const section of sectionNames) {
    yield listLine(section)
    yield* rowLines(transaction, keys, sub, section)
  }
  yield listLine('messages')
  // They may be in another store, and so not of the same instant.
  for await (const row of messages) yield rowLine(row)
}

async function* rowLines(transaction: Db, keys: KeyRing, sub: string, section: Section): AsyncGenerator<string> {
  await openSection(transaction, section, sub)
  for (;;) {
    const rows = await fetchRows(transaction, keys, section, batchRows)
    if (!rows) break
    yield rows.map(rowLine).join('')
  }
  await closeSection(transaction)
}

const listLine = (name: string) => `${name}\n`
const rowLine = ({ gone_at, ...row }: ExportRow) =>
  `${gone_at === null ? '' : Date.parse(gone_at)}${JSON.stringify(row)}\n`
