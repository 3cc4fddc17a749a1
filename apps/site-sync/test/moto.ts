import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { findProgram } from './find-program.ts'

export type Moto = { url: string; stop(): Promise<void> }

/** Where moto's server is installed; null where it is not, which a test shall say. */
export const motoProgram: string | null = findProgram('moto_server')

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/**
 * Starts moto, S3 and CloudFront by other people, in a process of its own on a free port.
 *
 * @throws when it is not installed, or does not answer within 30 s
 */
export async function startMoto(): Promise<Moto> {
  if (motoProgram === null) throw new Error('moto_server is not installed')
  const port = await freePort()
  // In a group of its own: what is on PATH may be a script that starts the server in turn.
  const child = spawn(motoProgram, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', detached: true })
  const { pid } = child
  if (pid === undefined) throw new Error('moto_server did not start')
  const gone = once(child, 'exit')
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, 'SIGTERM')
    await gone
  }
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + 30_000
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error('moto_server does not answer')
    }
    await pause(100)
  }
  return { url, stop }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/moto-api/data.json`).then(
    (reply) => reply.ok,
    () => false,
  )
}
