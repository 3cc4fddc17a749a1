import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkout } from '../check/gate.ts'

const buildMaxMs = 300_000

/**
 * Builds the tool that the go.mod of a folder names, in the version there, with the hashes of go.sum. The first call of a
 * checkout takes half a minute where there is Go. It installs no other Go.
 *
 * @param folder has go.mod and go.sum; the program gets its name
 * @returns the path of the program, or why there is none
 */
export function buildGoProgram(folder: string): { program: string } | { missing: string } {
  const version = createHash('sha256')
    .update(readFileSync(join(folder, 'go.sum')))
    .digest('hex')
    .slice(0, 16)
  const cache = join(checkout, 'node_modules/.cache/go', version)
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly', GOWORK: 'off', GOBIN: cache }
  const go = (...args: string[]) => spawnSync('go', args, { cwd: folder, encoding: 'utf8', env, timeout: buildMaxMs })
  const needed = /^go (\S+)/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))?.[1] ?? ''
  const found = go('env', 'GOVERSION').stdout?.trim()
  if (!found) return { missing: `there is no Go ${needed} or newer` }
  const program = join(cache, basename(folder))
  if (existsSync(program)) return { program }
  mkdirSync(cache, { recursive: true })
  const { status, stderr, error } = go('install', 'tool')
  if (status === 0) return { program }
  const words = error?.message ?? stderr.trim().split('\n').at(-1) ?? ''
  const isTooOld = /requires go >= /.test(stderr)
  return { missing: isTooOld ? `there is no Go ${needed} or newer` : `it could not be built: ${words}` }
}
