import pg from 'pg'
import { socketUrl } from './socket.ts'

/**
 * Makes the role and the database `cruddur` where they are missing. The role is no superuser: SQL that slips
 * through a hole of ours must not read files or run programs. Tests may make databases of their own with it.
 */
export async function makeDatabase(socketDir: string, { forTests }: { forTests: boolean }): Promise<string> {
  const client = new pg.Client({ connectionString: socketUrl(socketDir, 'postgres', 'postgres') })
  await client.connect()
  try {
    const roles = await client.query(`select 1 from pg_roles where rolname = 'cruddur'`)
    if (roles.rowCount === 0) await client.query(`create role cruddur login ${forTests ? 'createdb' : ''}`)
    const databases = await client.query(`select 1 from pg_database where datname = 'cruddur'`)
    if (databases.rowCount === 0) await client.query('create database cruddur owner cruddur')
    // So that the disk sweep can end the write-ahead log of what was erased.
    await client.query('grant pg_checkpoint to cruddur')
  } finally {
    await client.end()
  }
  await grantLogSwitch(socketDir)
  return socketUrl(socketDir, 'cruddur', 'cruddur')
}

/** Rights on a function belong to one database, so they are given while connected to it. */
async function grantLogSwitch(socketDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(socketDir, 'postgres', 'cruddur') })
  await client.connect()
  try {
    await client.query('grant execute on function pg_switch_wal() to cruddur')
  } finally {
    await client.end()
  }
}
