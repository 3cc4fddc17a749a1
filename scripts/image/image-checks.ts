import { deepEqual, equal, ok } from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeAuthority, makeServerCertificate } from '@cruddur/storage/testing/certificates'
import { startTlsPostgres } from '@cruddur/storage/testing/tls-postgres'
import { findFreePort } from '../../apps/api/src/config/listening.ts'
import { buildah, run, store } from './buildah.ts'
import { exercise } from './exercise.ts'

const maxOwnBytes = 80 * 1024 * 1024
const startLimitMs = 60_000
/** Not the volume of the image: in a container of buildah that cannot be a directory of ours. */
const dataDir = '/srv/data'
/** The user of the image, as the Dockerfile names it. */
const userId = 1_000

/** Calls back with a container of the image, which is removed afterwards. */
async function withContainer<T>(image: string, use: (container: string) => T | Promise<T>): Promise<T> {
  const container = buildah('from', '--pull-never', image)
  try {
    return await use(container)
  } finally {
    buildah('rm', container)
  }
}

/** What the image holds beyond its base. */
export function checkSize(image: string): Promise<string> {
  return withContainer(image, (container) => {
    const bytes = Number.parseInt(run('du', ['-sb', join(buildah('mount', container), 'app')]), 10)
    ok(bytes <= maxOwnBytes, `/app has ${bytes} bytes, more than ${maxOwnBytes}`)
    return `${Math.round(bytes / 1024 / 1024)} MiB beyond the base`
  })
}

/** Node is all that differs between ARM and x86: what we add runs on both. A compiled part would need a build for each. */
export function checkThatNothingIsCompiled(image: string): Promise<string> {
  return withContainer(image, (container) => {
    const root = buildah('mount', container)
    ok(isCompiled(join(root, 'usr/local/bin/node')), 'this check does not recognize a program')
    const app = join(root, 'app')
    const files = readdirSync(app, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    ok(files.length > 0, '/app is empty')
    deepEqual(files.map(({ parentPath, name }) => join(parentPath, name)).filter(isCompiled), [])
    return `${files.length} files in /app, the same for ARM and x86`
  })
}

/** Whether a file is an object of a processor: ELF, Mach-O or PE. */
function isCompiled(path: string): boolean {
  const start = Buffer.alloc(4)
  const file = openSync(path, 'r')
  try {
    readSync(file, start)
  } finally {
    closeSync(file)
  }
  return /^(7f454c46|cffaedfe|cefaedfe|cafebabe|4d5a)/.test(start.toString('hex'))
}

export function checkThatNothingInstalls(image: string): Promise<string> {
  return withContainer(image, (container) => {
    const names = 'npm npx corepack yarn pnpm apt apt-get dpkg pip'
    const script = `for name in ${names}; do command -v $name; done; true`
    equal(buildah('run', '--isolation=chroot', container, '--', 'sh', '-c', script), '')
    return ''
  })
}

/**
 * Runs the image with a PostgreSQL that requires TLS, and checks which files it wrote.
 *
 * @param commit the one that the image was told it is of
 */
export function runImage(image: string, commit: string): Promise<string> {
  return withContainer(image, async (container) => {
    await using opened = new AsyncDisposableStack()
    const authority = makeAuthority('Root of this check')
    const postgres = await startTlsPostgres(makeServerCertificate(authority, ['localhost']))
    opened.defer(() => postgres.stop())
    const data = mkdtempSync(join(tmpdir(), 'cruddur-image-'))
    opened.defer(() => rmSync(data, { recursive: true, force: true }))
    writeFileSync(join(data, 'root.pem'), authority.pem)
    chownSync(data, userId, userId)

    const files = buildah('mount', container)
    const stamp = join(data, 'started')
    writeFileSync(stamp, '')
    const port = await findFreePort('127.0.0.1')
    const address = `postgresql://postgres@localhost:${postgres.port}/postgres`
    const env = {
      // The container uses this machine's network.
      HOST: '127.0.0.1',
      PORT: String(port),
      CONNECTION_URL: `${address}?sslmode=verify-full&sslrootcert=${dataDir}/root.pem`,
      DATA_DIR: dataDir,
    }
    const server = startServer(container, data, env)
    opened.defer(() => void server.child.kill('SIGKILL'))
    await server.listening
    equal(server.uid(), String(userId))
    await exercise(`http://127.0.0.1:${port}`, join(data, 'outbox'))
    const proof = await fetch(`http://127.0.0.1:${port}/api/proof`)
    equal(((await proof.json()) as { commit: string }).commit, commit)
    buildah('run', '--isolation=chroot', `--env=PORT=${port}`, container, '--', 'node', 'scripts/container-health.ts')
    process.kill(server.pid(), 'SIGTERM')
    const [code] = await server.exited
    equal(code, 0, server.output())
    deepEqual(run('find', [files, '-xdev', '-newer', stamp, '-type', 'f']), '')
    deepEqual(
      run('find', [join(files, 'app'), '(', '-uid', String(userId), '-o', '-perm', '-o=w', '!', '-type', 'l', ')']),
      '',
    )
    return ''
  })
}

function startServer(container: string, data: string, env: Record<string, string>) {
  const settings = Object.entries(env).map(([name, value]) => `--env=${name}=${value}`)
  const args = ['run', '--isolation=chroot', `--volume=${data}:${dataDir}`, ...settings, container]
  const child = spawn('buildah', [...store, ...args, '--', 'node', 'apps/api/src/main.ts'], { stdio: 'pipe' })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  const exited = once(child, 'exit')
  const listening = new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`the image does not listen:\n${text}`)), startLimitMs)
    child.stdout.on('data', () => {
      if (!text.includes('Cruddur listens')) return
      clearTimeout(limit)
      resolve()
    })
    exited.then(([code]) => {
      clearTimeout(limit)
      reject(new Error(`the image ended with ${code}:\n${text}`))
    }, reject)
  })
  const pid = () => serverBelow(child)
  const uid = () => run('stat', ['--format=%u', `/proc/${pid()}`])
  return { child, exited, listening, output: () => text, pid, uid }
}

/** The process of the server: the last in the line of children of `buildah run`. */
function serverBelow({ pid }: ChildProcess): number {
  for (let last = String(pid); ; ) {
    const children = run('ps', ['-o', 'pid=,comm=', '--ppid', last]).split('\n')
    const [child = '', name = ''] = children[0]?.trim().split(/\s+/) ?? []
    if (name === 'node' || name === 'MainThread') return Number(child)
    last = child
  }
}
