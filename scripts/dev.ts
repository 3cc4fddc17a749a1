import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { readConfig } from '../apps/api/src/config/config.ts'
import { refuse } from '../apps/api/src/process/refusal.ts'
import { buildWebWhenStale } from './build-web.ts'
import { pages } from './dev/pages.ts'

const checkout = resolve(import.meta.dirname, '..')
const web = join(checkout, 'apps/web')
const vite = join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js')

const config = await readConfig().catch(refuse)
await buildWebWhenStale() // the API's server serves it, too

const run = (cwd: string, env: object, ...args: string[]): ChildProcess =>
  spawn(process.execPath, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } })

const address = [
  `--port=${pages.port}`,
  `--host=${pages.hostname}`,
  '--strictPort',
  '--clearScreen=false',
  '--logLevel=warn',
]
const children = [
  run(checkout, { PORT: String(config.port) }, '--watch', '--watch-preserve-output', 'scripts/dev/server.ts'),
  run(web, { BACKEND_URL: config.backendUrl }, vite, ...address),
]

// A terminal signals all processes; npm signals only this one. When one child ends, the other is stopped.
const stop = () => children.forEach((child) => void child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
const ended = children.map((child) => once(child, 'exit'))
await Promise.race(ended)
stop()
await Promise.all(ended)
