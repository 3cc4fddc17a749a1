import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { findFreePort } from '../../apps/api/src/config/listening.ts'

export type Demo = { origin: string; stop: () => Promise<void> }

/** Starts the demo in a process of its own, as `npm run demo` does, so that the browser shares nothing with it. */
export async function startDemo(): Promise<Demo> {
  const port = String(await findFreePort('127.0.0.1'))
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../demo.ts')], {
    // Filling a long list takes more requests than a person sends.
    env: { ...process.env, PORT: port, RATE_LIMIT_ADDRESS: '100000/1min', RATE_LIMIT_PERSON: '100000/1min' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const listens = new Promise<string>((found) => {
    createInterface(child.stdout).on('line', (line) => {
      const address = /^Cruddur listens on (\S+)/.exec(line)?.[1]
      if (address) found(address)
    })
  })
  const origin = await Promise.race([listens, exited.then(() => null)])
  if (!origin) throw new Error('the demo did not start: see above')
  return {
    origin,
    async stop() {
      child.kill()
      await exited
    },
  }
}
