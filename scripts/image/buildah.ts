import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Outside the checkout, because all checkouts of this user share what takes minutes to make. */
export const cacheDir = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'cruddur-image')

/** Our images are separate from the machine's. This needs no daemon, no namespaces and no overlay file system. */
export const store = [
  `--root=${join(cacheDir, 'storage')}`,
  `--runroot=${join(cacheDir, 'run')}`,
  '--storage-driver=vfs',
]

/** What is missing for building and running images here, or null. */
export function missingPart(): string | null {
  if (process.platform !== 'linux') return 'Linux'
  if (process.getuid?.() !== 0) return 'root, because without it buildah needs namespaces'
  const absent = ['buildah', 'debootstrap'].filter((name) => spawnSync('which', [name]).status !== 0)
  return absent.length > 0 ? `apt-get install ${absent.join(' ')}` : null
}

/** Runs a program and returns its output. @throws Error with its output if it fails */
export function run(program: string, args: string[], options: { cwd?: string } = {}): string {
  mkdirSync(cacheDir, { recursive: true })
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (status === 0) return stdout.trim()
  const said = error?.message ?? `${stdout}\n${stderr}`.trim().split('\n').slice(-20).join('\n')
  throw new Error(`${program} ${args.find((arg) => !arg.startsWith('-'))}: ${said}`)
}

export function buildah(...args: string[]): string {
  return run('buildah', [...store, ...args])
}
