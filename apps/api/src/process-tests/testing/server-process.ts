import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { processesOf } from '@cruddur/embedded-postgres/leftover'
import { programEnvironment } from '@cruddur/embedded-postgres/programs'
import { onTestFinished } from 'vitest'

export const checkout = resolve(import.meta.dirname, '../../../../..')

const standard = {
  PATH: programEnvironment.PATH,
  PORT: '0',
  // The issuer of tokens: it must stay the same from one start to the next, although the port changes.
  BACKEND_URL: 'http://cruddur.test',
  NODE_COMPILE_CACHE: join(checkout, 'node_modules/.cache/compile'),
}

export type Exit = {
  code: number | null
  signal: NodeJS.Signals | null /** Since the signal, or since the start. */
  tookMs: number
}

export type ServerProcess = {
  child: ChildProcess
  /** Resolves to the address once the server listens. Rejects with the server's output if it ends before. */
  ready: Promise<string>
  exited: Promise<Exit>
  /** Standard error so far. */
  errors(): string
  output(): string
  /** Sends the signal and waits until the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<Exit>
}

export type Start = {
  env: Record<string, string>
  /** A command in front of the server's, such as `setpriv` or `unshare`. */
  wrapper?: string[]
  /** Another checkout to run. */
  root?: string
  /** The script to run; by default the server without a build. */
  script?: string
}

/** A temporary directory that is deleted after the test. */
export function makeTempDir(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'cruddur-process-')))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))
  return dir
}

/** Starts a real server on a free port. After the test neither it nor its PostgreSQL is left, however the test ended. */
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
  ready.catch(() => {}) // a test that expects a refusal does not await it
  onTestFinished(() => clean(child, env['DATA_DIR']))

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    const signalledAt = Date.now()
    child.kill(signal)
    return { ...(await exited), tookMs: Date.now() - signalledAt }
  }
  return { child, ready, exited, stop, errors: () => texts.stderr, output: () => texts.stdout }
}

function waitForAddress(child: ChildProcess, texts: { stdout: string; stderr: string }, exited: Promise<Exit>) {
  return new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const address = /^Cruddur listens on (\S+)$/m.exec(texts.stdout)?.[1]
      if (address) resolve(address)
    })
    exited.then(({ code }) => {
      reject(new Error(`the server ended with ${code}:\n${texts.stdout}\n${texts.stderr}`))
    }, reject)
  })
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
