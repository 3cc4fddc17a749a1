import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const start = `
const { startEmbeddedPostgres } = await import(process.argv[1])
const log = { info() {}, warn() {}, error() {} }
await startEmbeddedPostgres({ dataDir: process.argv[2], program: 'Cruddur', log }).then(
  (postgres) => postgres.stop().then(() => console.log('started')),
  (error) => console.log(error.subject + ': ' + error.message),
)`

/** Starts a database on a disk of this size. Returns what it prints, or null if this machine lets nobody mount a disk. */
function startOnDiskOf(kilobytes: number): string | null {
  const parent = mkdtempSync(join(tmpdir(), 'cruddur-disk-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  const disk = join(parent, 'disk')
  mkdirSync(disk)
  const inNamespace = (command: string, ...args: string[]) =>
    spawnSync('unshare', [
      '-Urm',
      'sh',
      '-c',
      `mount -t tmpfs -o size=${kilobytes}k tmpfs "$0" && ${command}`,
      disk,
      ...args,
    ])
  if (inNamespace('true').status !== 0) return null
  const module = join(import.meta.dirname, 'embedded-postgres.ts')
  const command = 'exec "$1" --input-type=module --eval "$2" "$3" "$0"'
  const { stdout, stderr } = inNamespace(command, process.execPath, start, module)
  return `${stdout}${stderr}`.trim().replaceAll(disk, 'DISK')
}

it.for([
  ['before there is a cluster', 4],
  ['while the cluster is made', 8_000],
  // The cluster of PostgreSQL 18.4 just fits.
  ['while PostgreSQL starts', 40_000],
] as const)('a full disk %s: the error says what to do', ([_when, kilobytes], { skip }) => {
  const printed = startOnDiskOf(kilobytes)
  if (printed === null) return skip('this machine lets nobody mount a disk')
  expect(printed).toMatch(
    /^directory: the disk of DISK(\/postgres)? is full: free at least 100 MB, or use a directory on another disk$/,
  )
})
