import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSocketDir } from './socket.ts'

/**
 * Stops what a killed server or a killed postmaster left running on the cluster, and removes its traces, so that a
 * new PostgreSQL can start. Only for who holds the data directory: it would stop another server's database.
 */
export async function stopLeftovers(clusterDir: string, ownSocketDir: string): Promise<void> {
  const pidFile = readPidFile(clusterDir)
  const postmaster = () => processesOf(clusterDir).filter((pid) => pid === pidFile?.pid)
  // Politely first (SIGINT: finish by a checkpoint); then as in a crash, from which the next start recovers.
  await stopAll(postmaster, 'SIGINT', 5_000)
  await stopAll(() => processesOf(clusterDir), 'SIGQUIT', 3_000)
  await stopAll(() => processesOf(clusterDir), 'SIGKILL', 3_000)
  if (pidFile && pidFile.socketDir !== ownSocketDir && isSocketDir(pidFile.socketDir)) {
    rmSync(pidFile.socketDir, { recursive: true, force: true })
  }
  // Nothing runs there now, yet the number in the file may be another process's by now (always so in containers),
  // and PostgreSQL would refuse to start. Elsewhere than on Linux "nothing runs there" is not certain.
  if (process.platform === 'linux') rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
}

async function stopAll(find: () => number[], signal: NodeJS.Signals, limitMs: number): Promise<void> {
  for (const pid of find()) signalIfAlive(pid, signal)
  for (const end = Date.now() + limitMs; find().length > 0 && Date.now() < end; ) await sleep(20)
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function readPidFile(clusterDir: string): { pid: number; socketDir: string } | null {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDir: lines[4] ?? '' }
  } catch {
    return null
  }
}

/** The PostgreSQL processes that work in the cluster: postmaster and backends on Linux, else the postmaster alone. */
export function processesOf(clusterDir: string): number[] {
  if (process.platform === 'linux') {
    const pids = readdirSync('/proc').map(Number)
    return pids.filter((pid) => pid > 0 && worksIn(pid, clusterDir))
  }
  const pid = readPidFile(clusterDir)?.pid
  if (!pid) return []
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)])
  return stdout?.toString().includes(clusterDir) ? [pid] : []
}

function worksIn(pid: number, clusterDir: string): boolean {
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`)).replace(' (deleted)', '')
    return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === clusterDir
  } catch {
    return false // ended meanwhile, or another user's
  }
}
