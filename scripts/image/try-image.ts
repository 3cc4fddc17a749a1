import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { readOutbox } from '../../apps/api/src/mail/read-outbox.ts'
import type { ImageTools, Running } from './image-tools.ts'

const startMaxMs = 60_000
const askAgainMs = 50
const user = 1000
/** Not /data: buildah puts a folder of its own where an image names a volume. */
const dataDirInside = '/mnt'

/** Runs the image as a server would, and uses it as a person would. Returns what was seen. */
export async function tryImage(tools: ImageTools): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'cruddur-image-'))
  const dataDir = mkdtempSync(join(dir, 'data-'))
  chownSync(dataDir, user, user)
  const postgres = await startEmbeddedPostgres({
    program: 'Cruddur',
    dataDir: join(dir, 'db'),
    durable: false,
    log: console,
  })
  const front = await listen(postgres.connectionUrl)
  const container = tools.createContainer()
  const port = await freePort()
  const env = {
    CONNECTION_URL: front.url,
    PORT: String(port),
    HOST: '127.0.0.1',
    BACKEND_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDirInside,
  }
  const server = tools.start(container, env, { [dataDir]: dataDirInside }, ['node', 'apps/api/src/main.ts'])
  const output = collect(server)
  const ended = once(server, 'exit')
  try {
    const address = env.BACKEND_URL
    await untilAnswers(`${address}/api/health`, server, output)
    const pid = pidIn(output())
    await publishAsNewcomer(address, join(dataDir, 'outbox'))
    const health = tools.start(container, { PORT: env.PORT }, {}, ['node', 'scripts/container-health.ts'])
    const [healthCode] = await once(health, 'exit')
    if (healthCode !== 0) throw new Error('the health check of the container fails')
    const writable = await text(tools.start(container, {}, {}, ['node', '-e', writableFolders]).stdout)
    if (writable.trim() !== '1000 /data,/tmp') throw new Error(`the user and what it may write to: ${writable}`)
    // buildah would end it at once. A runtime asks the process itself.
    process.kill(pid, 'SIGTERM')
    const [code, signal] = await ended
    if (code !== 0) throw new Error(`after SIGTERM it ended with ${code ?? signal}: ${output()}`)
    return [
      'it serves: health, pages, sign-up, code, sign-in, a crud',
      'it runs as user 1000, who may write to /data and /tmp',
      'SIGTERM ends it',
    ]
  } finally {
    if (server.exitCode === null) {
      server.kill('SIGTERM')
      await ended
    }
    tools.removeContainer(container)
    front.close()
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

function collect(server: Running): () => string {
  let written = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      written += part
    })
  }
  return () => written
}

/** The number of the server's process, which each line of its log has. The container shares the numbers of this machine. */
function pidIn(log: string): number {
  const pid = /"pid":(\d+)/.exec(log)?.[1]
  if (!pid) throw new Error(`the log names no process: ${log}`)
  return Number(pid)
}

/** Prints who runs it, and in which of the usual folders it may write. */
const writableFolders = `const { writeFileSync } = require('node:fs')
const may = (folder) => { try { writeFileSync(folder + '/x', ''); return true } catch { return false } }
console.log(process.getuid(), ['/', '/app', '/app/apps', '/usr', '/etc', '/data', '/tmp'].filter(may).join())`

/** PostgreSQL from npm listens on a socket in a folder that nobody else may enter. */
async function listen(connectionUrl: string): Promise<{ url: string; close(): void }> {
  const { username, pathname, searchParams } = new URL(connectionUrl)
  const server = createServer((client) => {
    const target = connect(join(searchParams.get('host') ?? '', '.s.PGSQL.5432'))
    client.on('error', () => target.destroy()).pipe(target)
    target.on('error', () => client.destroy()).pipe(client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `postgresql://${username}@127.0.0.1:${port}${pathname}`, close: () => server.close() }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilAnswers(url: string, server: Running, output: () => string): Promise<void> {
  const deadline = Date.now() + startMaxMs
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${output()}`)
    if (Date.now() > deadline) throw new Error(`the server did not answer in ${startMaxMs / 1000} s`)
    await pause(askAgainMs)
  }
}

async function publishAsNewcomer(address: string, outbox: string): Promise<void> {
  const post = async (path: string, body: object, headers = {}): Promise<Record<string, unknown>> => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }
    const reply = await fetch(`${address}${path}`, init)
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as Record<string, unknown>
  }
  const page = await (await fetch(`${address}/`)).text()
  if (!page.includes('<div id="root">')) throw new Error('the pages are not in the image')
  const credentials = { email: 'newcomer@example.org', password: 'a long enough passphrase 1' }
  await post('/api/identity/sign-up', { ...credentials, name: 'Newcomer', handle: 'newcomer' })
  await post('/api/identity/confirm', { email: credentials.email, code: await codeFrom(outbox) })
  const { access_token } = await post('/api/identity/sign-in', credentials)
  const crud = { message: 'from a container', ttl: '1-hour' }
  await post('/api/activities', crud, { authorization: `Bearer ${access_token}` })
}

async function codeFrom(outbox: string): Promise<string> {
  const deadline = Date.now() + startMaxMs
  for (;;) {
    const [mail] = await readOutbox(outbox).catch(() => [])
    const code = /\b\d{8}\b/.exec(mail?.text ?? '')?.[0]
    if (code) return code
    if (Date.now() > deadline) throw new Error('no code was sent')
    await pause(askAgainMs)
  }
}
