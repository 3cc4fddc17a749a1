import { readMigrations } from '@cruddur/storage/migrate'
import type { Db } from '@cruddur/storage/postgres'
import { selectLags } from '../retention/lags.store.ts'
import {
  selectAppliedMigrations,
  selectClock,
  selectConnections,
  selectRights,
  selectStuckSessions,
  terminateSession,
} from './doctor.store.ts'
import { type Finding, finding } from './finding.ts'

/** Longer than any request, and than any pause that the server allows within a transaction. */
const stuckAfterSeconds = 60
const maxShareOfConnections = 0.8
const clockWarnMs = 1_000
const clockFailMs = 30_000

export type DatabaseExamination = { db: Db; lagLimit: number; kill: boolean; stuckAfter?: number }

export async function examineDatabase(options: DatabaseExamination): Promise<Finding[]> {
  const { db, lagLimit, kill, stuckAfter = stuckAfterSeconds } = options
  const tables = await examineTables(db)
  return [
    await examineRights(db),
    tables,
    await examineConnections(db),
    await examineSessions(db, stuckAfter, kill),
    ...(tables.level === 'fail' ? [] : [await examineErasure(db, lagLimit)]),
    await examineClock(db),
  ]
}

async function examineRights(db: Db): Promise<Finding> {
  const { version, may_make_schemas, may_make_tables } = await selectRights(db)
  const words = `PostgreSQL ${version}`
  if (may_make_schemas && may_make_tables) return finding('database', 'ok', words)
  return finding('database', 'warn', `${words}; its user may not migrate: give it create on database and schema public`)
}

async function examineTables(db: Db): Promise<Finding> {
  const applied = await selectAppliedMigrations(db)
  if (!applied) return finding('tables', 'fail', 'there are none: start a server once, which makes them')
  const known = await readMigrations()
  const isKnown = ({ name, sha256 }: { name: string; sha256: string }) =>
    known.some((migration) => migration.name === name && migration.sha256 === sha256)
  const strange = applied.find((migration) => !isKnown(migration))
  if (strange) return finding('tables', 'fail', `${strange.name} is of another version: run that version`)
  const missing = known.length - applied.length
  if (missing > 0) return finding('tables', 'warn', `${missing} migrations are missing: the next start applies them`)
  return finding('tables', 'ok', `${applied.length} migrations, all of this version`)
}

async function examineConnections(db: Db): Promise<Finding> {
  const { used, ours, most } = await selectConnections(db)
  const words = `${used} of ${most} connections are in use, ${ours} by Cruddur`
  const isTight = used > most * maxShareOfConnections
  return finding('connections', isTight ? 'warn' : 'ok', isTight ? `${words}: raise max_connections` : words)
}

async function examineSessions(db: Db, stuckAfter: number, kill: boolean): Promise<Finding> {
  const stuck = await selectStuckSessions(db, stuckAfter)
  if (stuck.length === 0)
    return finding('sessions', 'ok', `no transaction of ours is open for more than ${stuckAfter} s`)
  const list = stuck
    .map(({ pid, seconds, waits_for }) => `${pid} for ${seconds} s${waits_for ? `, waits for ${waits_for}` : ''}`)
    .join('; ')
  if (!kill) return finding('sessions', 'warn', `stuck: ${list}. Run it again with --kill to end them`)
  const ended = await Promise.all(stuck.map(({ pid }) => terminateSession(db, pid)))
  const count = ended.filter(Boolean).length
  return finding('sessions', count === stuck.length ? 'ok' : 'fail', `ended ${count} of ${stuck.length}: ${list}`)
}

async function examineErasure(db: Db, lagLimit: number): Promise<Finding> {
  const lag = Math.round((await selectLags(db)).erasure)
  if (lag <= lagLimit) return finding('erasure', 'ok', `the oldest expired row has waited ${lag} s to be erased`)
  return finding('erasure', 'fail', `a row that expired ${lag} s ago is still stored: does a server run? See its log`)
}

async function examineClock(db: Db): Promise<Finding> {
  const before = Date.now()
  const theirs = await selectClock(db)
  const after = Date.now()
  const difference = Math.round(Math.max(before - theirs, theirs - after, 0))
  const level = difference > clockFailMs ? 'fail' : difference > clockWarnMs ? 'warn' : 'ok'
  const words = `the clocks of this machine and of the database differ by ${difference} ms`
  return finding('clock', level, level === 'ok' ? words : `${words}: let both follow NTP`)
}
