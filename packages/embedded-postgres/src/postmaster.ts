import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandFor, programEnvironment } from './programs.ts'
import { type ServerSettings, serverArguments } from './settings.ts'

export type Postmaster = {
  pid: number
  /** Resolves when the process has ended, with its signal or exit code. */
  ended: Promise<string>
  /** Asks for a fast shutdown and does not wait. */
  interrupt(): void
  /** Fast shutdown. Harsher if that takes longer than `limitMs`. Resolves when the process has ended. */
  stop(limitMs: number): Promise<void>
}

const maxLogBytes = 1024 * 1024

/** Starts PostgreSQL and waits until it accepts connections. @throws Error if it ends before that */
export async function startPostmaster(
  clusterDir: string,
  logFile: string,
  settings: ServerSettings,
): Promise<Postmaster> {
  const { file, args } = await commandFor('postgres')
  const output = openLog(logFile)
  const child = spawn(file, [...args, '-D', clusterDir, ...serverArguments(settings)], {
    cwd: clusterDir,
    env: programEnvironment,
    stdio: ['ignore', output, output],
    // A process group of its own: Ctrl-C in a terminal must reach only our process, which stops PostgreSQL last.
    detached: true,
  })
  closeSync(output)
  let living = true
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  }).finally(() => {
    living = false
  })
  while (living && !isReady(clusterDir, child.pid)) await Promise.race([ended, sleep(10)])
  if (!living || child.pid === undefined) throw new Error(`PostgreSQL ended while starting (${await ended})`)

  async function stop(limitMs: number): Promise<void> {
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      child.kill(signal)
      const waited = new AbortController()
      await Promise.race([ended, sleep(limitMs, null, { signal: waited.signal }).catch(() => null)])
      waited.abort()
      if (!living) return
    }
  }
  return { pid: child.pid, ended, interrupt: () => void child.kill('SIGINT'), stop }
}

// PostgreSQL writes its state to the eighth line of this file. pg_ctl waits for it too.
function isReady(clusterDir: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function openLog(logFile: string): number {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) renameSync(logFile, `${logFile}.old`)
  return openSync(logFile, 'a', 0o600)
}
