import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processesOf } from '@cruddur/embedded-postgres/leftover'
import { programEnvironment } from '@cruddur/embedded-postgres/programs'
import { onTestFinished } from 'vitest'

export const checkout = resolve(import.meta.dirname, '../../../../..')

const standard = {
  PATH: programEnvironment.PATH,
  PORT: '0',
  // Tokens name it as their issuer: it stays the same from one start, and port, to the next.
  BACKEND_URL: 'http://cruddur.test',
  NODE_COMPILE_CACHE: join(checkout, 'node_modules/.cache/compile'),
}

export type Exit = {
  code: number | null
  signal: NodeJS.Signals | null /** From the signal or the start. */
  tookMs: number
}

export type ServerProcess = {
  child: ChildProcess
  /** The address, once it says that it listens. Rejects with its output when it ends before. */
  ready: Promise<string>
  exited: Promise<Exit>
  /** What it wrote to standard error so far. */
  errors(): string
  output(): string
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Exit>
}

export type Start = {
  env: Record<string, string>
  /** Put before the command, as `setpriv` and `unshare` are. */
  wrapper?: string[]
  /** Another checkout than this one. */
  root?: string
  /** What to run in it; the server alone unless said otherwise. */
  script?: string
}

/** A directory of its own for the test, gone when the test is over. */
export function makeTempDir(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'cruddur-process-')))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

/** Starts a real server on any free port. However the test ends, neither it nor its PostgreSQL outlives it. */
export function startServerProcess({
  env,
  wrapper = [],
  root = checkout,
  script = 'apps/api/src/main.ts',
}: Start): ServerProcess {
  const startedAt = Date.now()
  const [file, ...args] = [...wrapper, process.execPath, join(root, script)]
  const child = spawn(file ?? '', args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...standard, ...env },
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (texts.stdout += chunk))
  child.stderr.on('data', (chunk) => (texts.stderr += chunk))
  const exited = once(child, 'close').then(([code, signal]) => ({ code, signal, tookMs: Date.now() - startedAt }))
  const ready = waitForAddress(child, texts, exited)
  ready.catch(() => {}) // a test that expects a refusal does not wait for it
  onTestFinished(() => clean(child, env['DATA_DIR']))

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    const signalledAt = Date.now()
    child.kill(signal)
    return { ...(await exited), tookMs: Date.now() - signalledAt }
  }
  return { child, ready, exited, stop, errors: () => texts.stderr, output: () => texts.stdout }
}

async function waitForAddress(child: ChildProcess, texts: { stdout: string; stderr: string }, exited: Promise<Exit>) {
  let ended = false
  exited.then(() => (ended = true))
  for (;;) {
    const address = /^Cruddur listens on (\S+)$/m.exec(texts.stdout)?.[1]
    if (address) return address
    if (ended) throw new Error(`the server ended with ${child.exitCode}:\n${texts.stdout}\n${texts.stderr}`)
    await sleep(10)
  }
}

async function clean(child: ChildProcess, dataDir: string | undefined): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  if (!dataDir) return
  const { stopLeftovers } = await import('@cruddur/embedded-postgres/leftover')
  await stopLeftovers(join(dataDir, 'postgres'), '').catch(() => {})
}

/** The PostgreSQL processes on a data directory. */
export function postgresOf(dataDir: string): number[] {
  return processesOf(join(dataDir, 'postgres'))
}
