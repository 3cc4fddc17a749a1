import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

const checkout = resolve(import.meta.dirname, '..')
const web = join(checkout, 'apps/web')
const dist = join(web, 'dist')

/** The files that the built app is made from. */
const inputs = [
  'apps/web/*.{html,json,ts}',
  'apps/web/{src,public,worker}/**/*.*',
  'packages/contract/{package.json,src/**/*.ts}',
  'package-lock.json',
]

/**
 * Builds the web app into `apps/web/dist`, unless that was built from the same sources for the same API.
 *
 * @throws when it does not build
 */
export async function buildWebWhenStale(): Promise<void> {
  const current = digestInputs()
  if (readStamp() === current) return
  console.log('Building the web app ...')
  const unfinished = `${dist}.${process.pid}`
  try {
    await buildWeb(unfinished)
    mkdirSync(join(unfinished, '.vite'), { recursive: true })
    writeFileSync(stampIn(unfinished), current)
    replaceDist(unfinished)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/**
 * Builds the web app into a folder.
 *
 * @param settings in place of the environment's, such as VITE_API_ORIGIN
 * @throws when it does not build
 */
export function buildWeb(folder: string, settings: Record<string, string> = {}): Promise<void> {
  return runVite(['build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], settings)
}

/** Replaces the old build by the finished one. A process that built at the same moment built the same. */
function replaceDist(finished: string): void {
  try {
    rmSync(dist, { recursive: true, force: true })
    renameSync(finished, dist)
  } catch (error) {
    if (readStamp() !== readFileSync(stampIn(finished), 'utf8')) throw error
  }
}

function digestInputs(): string {
  const files = globSync(inputs, { cwd: checkout }).filter((file) => !/\.test\.tsx?$/.test(file))
  const digest = createHash('sha256').update(`${process.env['VITE_API_ORIGIN'] ?? ''}\0`)
  for (const file of files.sort())
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(checkout, file)))
      .update('\0')
  return digest.digest('hex')
}

// In the folder of Vite's manifest, which is never served.
const stampIn = (folder: string) => join(folder, '.vite/inputs.sha256')

function readStamp(): string | null {
  try {
    return readFileSync(stampIn(dist), 'utf8')
  } catch {
    return null
  }
}

// In a process of its own, because Vite changes its environment, and so that its memory is freed.
async function runVite(args: string[], settings: Record<string, string>): Promise<void> {
  const manifest = createRequire(join(web, 'package.json')).resolve('vite/package.json')
  const child = spawn(process.execPath, [join(dirname(manifest), 'bin/vite.js'), ...args], {
    cwd: web,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...settings, NODE_ENV: 'production' },
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('The web app does not build. The reason is above.')
}
