import type { Ports } from '../app.ts'
import type { Config } from '../config/config.ts'
import { finishDeletions } from '../features/account/delete-account.ts'
import { createPlainRowSealing } from '../keys/seal-plain-rows.ts'
import { traceEraser } from '../telemetry/tracing/erasure-spans.ts'
import { keepClockMark } from './clock-mark.ts'
import { keepErasureMark } from './erasure-lag.ts'
import { type Eraser, startErasureLoop } from './erasure-loop.ts'
import { type ExpiringTable, expiringTables } from './expiring-tables.ts'
import { createTableEraser } from './table-eraser.ts'
import { takeTurns } from './take-turns.ts'

/**
 * Of the tables that hold nobody's words, so many are looked at in each pass. All of them in every pass would keep the database busy for
 * 18 ms of each second, also of a server that nobody uses.
 */
const tablesAPass = 4

export type EraserObservers = {
  tracing?: Ports['tracing']
  onErased?: (table: string, rows: number) => void
}

/** Erasers of everything that expires, or of these tables, but for direct messages, which their store erases. */
export function createErasers(
  log: Ports['log'],
  observers: EraserObservers = {},
  tables: readonly ExpiringTable[] = expiringTables,
): Eraser[] {
  return tables.map((expiring) => observed(expiring.table, createTableEraser(expiring, log), observers))
}

function observed(name: string, eraser: Eraser, { tracing, onErased }: EraserObservers): Eraser {
  return traceEraser(tracing, name, async (db, limit) => {
    const rows = await eraser(db, limit)
    if (rows > 0) onErased?.(name, rows)
    return rows
  })
}

/**
 * Starts to erase what has expired: people's words in each pass, other rows within a few.
 *
 * @param onCaughtUp called once: when no words are stored any more that had expired at the start, or erasing them has failed
 *   several times
 * @returns a function that stops it and resolves when the statement that is running has ended
 */
export function startErasure(
  config: Pick<Config, 'erasure'>,
  {
    db,
    log,
    identity,
    messages,
    keys,
    metrics,
    tracing,
  }: Pick<Ports, 'db' | 'log' | 'identity' | 'messages' | 'keys' | 'metrics' | 'tracing'>,
  onCaughtUp = () => {},
): () => Promise<void> {
  const observers = { tracing, onErased: (table: string, rows: number) => metrics.rowsErased.add([table], rows) }
  const eraseMessages: Eraser = (_db, limit) => messages.erase(limit)
  const erasersOf = (promised: boolean) =>
    createErasers(
      log,
      observers,
      expiringTables.filter((each) => Boolean(each.promised) === promised),
    )
  const erasers = [...erasersOf(true), observed('public.messages', eraseMessages, observers)]
  const sealing = createPlainRowSealing(keys, log)
  const others = erasersOf(false)
  const inTurns = Array.from({ length: tablesAPass }, (_, n) =>
    takeTurns(others.filter((_, index) => index % tablesAPass === n)),
  )
  const chores = [
    keepErasureMark,
    ...inTurns,
    keepClockMark(log),
    sealing,
    traceEraser(tracing, 'accounts', finishDeletions(identity)),
  ]
  return startErasureLoop({ db, log, erasers, chores, onCaughtUp, ...config.erasure })
}
