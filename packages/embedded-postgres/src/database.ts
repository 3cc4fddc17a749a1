import pg from 'pg'
import { socketUrl } from './socket.ts'

/**
 * Makes a role and a database of one name if they are missing. Returns the address of the database.
 *
 * The role is no superuser: SQL that is injected must not read files or run programs.
 *
 * @param forTests lets the role make more databases
 */
export async function makeDatabase(
  socketDir: string,
  { name, forTests }: { name: string; forTests: boolean },
): Promise<string> {
  const client = new pg.Client({ connectionString: socketUrl(socketDir, 'postgres', 'postgres') })
  await client.connect()
  try {
    const quoted = pg.escapeIdentifier(name)
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [name])
    if (roles.rowCount === 0) await client.query(`create role ${quoted} login ${forTests ? 'createdb' : ''}`)
    const databases = await client.query('select 1 from pg_database where datname = $1', [name])
    if (databases.rowCount === 0) await client.query(`create database ${quoted} owner ${quoted}`)
    // So that the owner can end the write-ahead log of what was deleted.
    await client.query(`grant pg_checkpoint to ${quoted}`)
  } finally {
    await client.end()
  }
  await grantLogSwitch(socketDir, name)
  return socketUrl(socketDir, name, name)
}

/** Rights on a function belong to one database, so they are given while connected to it. */
async function grantLogSwitch(socketDir: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(socketDir, 'postgres', name) })
  await client.connect()
  try {
    await client.query(`grant execute on function pg_switch_wal() to ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
