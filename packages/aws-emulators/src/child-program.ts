import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const startMaxMs = 60_000
const askAgainMs = 20

export type ChildProgram = {
  /** The program's working folder, which is deleted with it. */
  cwd: string
  /** What it has written so far, to either stream. */
  output(): string
  onOutput(listen: (text: string) => void): void
  stop(): Promise<void>
}

/**
 * Starts a program in a temporary folder of its own, and waits until an address of it answers.
 *
 * @param prepare writes what the program reads at its start
 * @throws Error with what the program wrote, if it ends before that or does not answer in a minute
 */
export async function startChildProgram(
  name: string,
  command: string,
  args: string[],
  { env, healthUrl, prepare }: { env: Record<string, string>; healthUrl: string; prepare?: (cwd: string) => void },
): Promise<ChildProgram> {
  const cwd = mkdtempSync(join(tmpdir(), `cruddur-${name}-`))
  prepare?.(cwd)
  const options: SpawnOptions = {
    cwd,
    env: { PATH: process.env['PATH'], TMPDIR: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  }
  const child = spawn(command, args, options)
  const removeCwd = () => rmSync(cwd, { recursive: true, force: true, maxRetries: 5 })
  // An interrupted test run would leave the program running.
  const atExit = () => {
    child.kill('SIGKILL')
    removeCwd()
  }
  process.once('exit', atExit)
  let written = ''
  const listeners: ((text: string) => void)[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      written += text
      for (const listen of listeners) listen(text)
    })
  }
  const ended = endOf(child)
  const program: ChildProgram = {
    cwd,
    output: () => written,
    onOutput: (listen) => listeners.push(listen),
    async stop() {
      child.kill()
      await ended
      process.off('exit', atExit)
      removeCwd()
    },
  }
  try {
    await answers(healthUrl, child)
  } catch (error) {
    await program.stop()
    throw new Error(`${name} did not start: ${(error as Error).message}\n${written}`)
  }
  return program
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startMaxMs
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) throw new Error('it ended')
    const response = await fetch(url).catch(() => null)
    await response?.arrayBuffer()
    if (response?.ok) return
    if (Date.now() > deadline) throw new Error(`${url} does not answer`)
    await wait(askAgainMs)
  }
}

/** A program that cannot be started at all emits only `error`. */
async function endOf(child: ChildProcess): Promise<void> {
  await once(child, 'exit').catch(() => undefined)
}
