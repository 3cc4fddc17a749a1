import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type Command = { program: string; args: string[]; env?: Record<string, string> }
export type Measured = { seconds: number; peakMiB: number; code: number | null; output: string }

/** Runs a program to its end: how long it took as a whole, and the most memory that it had. */
export function runProcess({ program, args, env = {} }: Command): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, highWaterMark(child.pid))
    }, 10)
    child.on('error', (error) => {
      clearInterval(watch)
      reject(error)
    })
    let seconds = 0
    child.on('exit', () => {
      seconds = (performance.now() - began) / 1000
    })
    child.on('close', (code) => {
      clearInterval(watch)
      resolve({ seconds, peakMiB: peak, code, output: Buffer.concat(said).toString('utf8') })
    })
  })
}

/** MiB. The kernel keeps the most there ever was, so that looking now and then is enough. 0 where there is no /proc. */
function highWaterMark(pid: number | undefined): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}
