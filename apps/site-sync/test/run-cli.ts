import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export type Ran = { code: number | null; stdout: string; stderr: string }
export type Running = { child: ChildProcess; ended: Promise<Ran> }

const cli = join(import.meta.dirname, '../src/cli.ts')

export type CliOptions = { args: string[]; cwd: string; env?: Record<string, string>; input?: string }

/** Starts the command line as whoever uses it does: a process of its own, nothing in its environment but what is given. */
export function startCli({ args, cwd, env = {}, input }: CliOptions): Running {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret', ...env },
    stdio: 'pipe',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (piece) => (stdout += piece))
  child.stderr.on('data', (piece) => (stderr += piece))
  child.stdin.end(input)
  return {
    child,
    ended: new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, stdout, stderr }))
    }),
  }
}
