import { appendFileSync, chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeCluster } from '@cruddur/embedded-postgres/cluster'
import { socketUrl } from '@cruddur/embedded-postgres/socket'
import { connect, type Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

// A PostgreSQL as a careful operator runs it: with a base backup and an archive of its write-ahead log (PostgreSQL 18,
// "Continuous Archiving and Point-in-Time Recovery").

/** Makes a cluster that archives its log. The server that is started on this directory runs it. */
export async function makeArchivedCluster(dataDir: string, archive: string): Promise<void> {
  const cluster = await makeCluster(dataDir, false)
  appendFileSync(
    join(cluster, 'postgresql.auto.conf'),
    `archive_mode = on\narchive_command = 'cp "%p" "${archive}/%f"'\n`,
  )
}

/** Copies every file of the running cluster, as its superuser. What is written meanwhile comes from the archive. */
export async function takeBaseBackup(dataDir: string, backup: string): Promise<void> {
  const cluster = join(dataDir, 'postgres')
  const superuser = connectAsSuperuser(cluster)
  try {
    // Both calls must come from one session.
    await superuser.connection().execute(async (session) => {
      await sql`select pg_backup_start('test', fast => true)`.execute(session)
      copyCluster(cluster, backup)
      const { rows } = await sql<{ labelfile: string }>`select labelfile from pg_backup_stop()`.execute(session)
      writeFileSync(join(backup, 'backup_label'), rows[0]?.labelfile ?? '')
    })
  } finally {
    await superuser.destroy()
  }
}

/** Ends the current file of the log. The rest is archived at the latest when PostgreSQL stops. */
export async function endLogFile(db: Db): Promise<void> {
  await sql`select pg_switch_wal()`.execute(db)
}

/** Lets the next start on this cluster recover from the archive, up to its end, before anybody is let in. */
export function recoverFromArchive(cluster: string, archive: string): void {
  chmodSync(cluster, 0o700)
  writeFileSync(join(cluster, 'recovery.signal'), '')
  appendFileSync(
    join(cluster, 'postgresql.auto.conf'),
    `archive_mode = off\nhot_standby = off\nrestore_command = 'cp "${archive}/%f" "%p"'\n`,
  )
}

function connectAsSuperuser(cluster: string): Db {
  // The fifth line of this file is the directory of the socket.
  const [, , , , socketDir = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  return connect(socketUrl(socketDir, 'postgres', 'postgres'), { max: 1 })
}

function copyCluster(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const target = join(to, path.slice(from.length))
    if (entry.isDirectory()) mkdirSync(target, { recursive: true, mode: 0o700 })
    else if (!/pg_wal|postmaster\.(pid|opts)$/.test(path)) copyIfThere(path, target)
  }
}

/** PostgreSQL removes files while others copy them, and replays that from the log. */
function copyIfThere(path: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  try {
    copyFileSync(path, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
