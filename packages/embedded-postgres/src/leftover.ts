import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSocketDir } from './socket.ts'

/**
 * Stops the processes that a killed owner or a killed PostgreSQL left running on the cluster, and removes their files, so
 * that a new PostgreSQL can start. Call it only while you have the lock of the data directory: otherwise it stops the
 * database of another process.
 */
export async function stopLeftovers(clusterDir: string, ownSocketDir: string): Promise<void> {
  const pidFile = readPidFile(clusterDir)
  const postmaster = () => processesOf(clusterDir).filter((pid) => pid === pidFile?.pid)
  // SIGINT first, a shutdown with a checkpoint. The others are like a crash, from which the next start recovers.
  await stopAll(postmaster, 'SIGINT', 5_000)
  await stopAll(() => processesOf(clusterDir), 'SIGQUIT', 3_000)
  await stopAll(() => processesOf(clusterDir), 'SIGKILL', 3_000)
  if (pidFile && pidFile.socketDir !== ownSocketDir && isSocketDir(pidFile.socketDir)) {
    rmSync(pidFile.socketDir, { recursive: true, force: true })
  }
  // Nothing runs there any more, but another process may have got the number in the file (in containers it always does),
  // and PostgreSQL would refuse to start. Only on Linux is it certain that nothing runs there.
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

/** Processes of PostgreSQL that run on the cluster: all of them on Linux, elsewhere only the first. */
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
    return false // it has ended, or belongs to another user
  }
}
