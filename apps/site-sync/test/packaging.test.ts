import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startAwsStub } from './aws-stub/aws-stub.ts'

const own = resolve(import.meta.dirname, '..')
const checkout = resolve(own, '../..')
const { version, dependencies }: { version: string; dependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(own, 'package.json'), 'utf8'),
)
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'site-sync-package-')))
/** Somebody's project, into which the package is installed. */
const project = join(scratch, 'project')
const installed = join(project, 'node_modules/@cruddur/site-sync')
const bin = join(project, 'node_modules/.bin/site-sync')
let packed: string[] = []

// From a copy: `dist` of the checkout may be in use.
beforeAll(() => {
  const copy = join(scratch, 'checkout/apps/site-sync')
  mkdirSync(copy, { recursive: true })
  for (const name of ['src', 'package.json', 'tsconfig.build.json', 'rolldown.config.ts', 'README.md', 'LICENSE']) {
    cpSync(join(own, name), join(copy, name), { recursive: true })
  }
  cpSync(join(checkout, 'tsconfig.json'), join(scratch, 'checkout/tsconfig.json'))
  symlinkSync(realpathSync(join(checkout, 'node_modules')), join(scratch, 'checkout/node_modules'))
  execFileSync('npm', ['pack', '--offline', '--silent', '--pack-destination', scratch], { cwd: copy })
  const archive = join(scratch, `cruddur-site-sync-${version}.tgz`)
  packed = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', archive, '-C', installed, '--strip-components', '1'])
  for (const name of Object.keys(dependencies)) link(join(checkout, 'node_modules', name), name)
  mkdirSync(dirname(bin))
  symlinkSync('../@cruddur/site-sync/dist/cli.cjs', bin)
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
}, 120_000)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function link(from: string, name: string): void {
  const to = join(project, 'node_modules', name)
  mkdirSync(dirname(to), { recursive: true })
  symlinkSync(realpathSync(from), to)
}

async function run(program: string, ...args: string[]) {
  const env = { PATH: process.env['PATH'] ?? '', AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' }
  const child = spawn(process.execPath, [program, ...args], { cwd: project, env, stdio: 'pipe' })
  let output = ''
  child.stdout.on('data', (piece) => (output += piece))
  child.stderr.on('data', (piece) => (output += piece))
  child.stdin.end()
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  return { code, output }
}

async function startSite() {
  const stub = await startAwsStub()
  onTestFinished(() => stub.close())
  const folder = join(project, 'build')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<p>hello')
  return { stub, flags: ['--bucket', 'site', '--build-dir', 'build', '--endpoint-url', stub.url] }
}

describe('the package', () => {
  it('holds what was compiled, its papers and nothing else', () => {
    const files = packed.map((file) => file.replace(/^package\//, ''))
    expect(files.filter((file) => !file.startsWith('dist/')).sort()).toEqual(['LICENSE', 'README.md', 'package.json'])
    expect(files.filter((file) => /test|(?<!\.d)\.ts$/.test(file))).toEqual([])
    expect(files).toEqual(
      expect.arrayContaining(['dist/cli.cjs', 'dist/hash-worker.js', 'dist/site-sync.js', 'dist/site-sync.d.ts']),
    )
  })

  it('runs as npm installs it, with the memory limit of its first line', async () => {
    const program = join(installed, 'dist/cli.cjs')
    chmodSync(program, 0o755)
    expect(readFileSync(program, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env -S node --max-semi-space-size=4')
    const env = { PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` }
    expect(execFileSync(bin, ['--version'], { env, encoding: 'utf8' })).toBe(`${version}\n`)
  })

  it('says its version and its help', async () => {
    expect(await run(bin, '--version')).toEqual({ code: 0, output: `${version}\n` })
    const { code, output } = await run(bin, '--help')
    expect([code, output]).toEqual([0, expect.stringContaining('Usage\n  site-sync [flags]')])
  })

  it('syncs, CloudFront too', async () => {
    const { stub, flags } = await startSite()
    const args = [...flags, '--distribution', 'E1STUB', '--invalidate-created', '--wait', '--yes']
    const { code, output } = await run(bin, ...args)
    expect([code, output]).toEqual([0, expect.stringContaining('Done: 1 create')])
    expect(String(stub.objects.get('index.html')?.body)).toBe('<p>hello')
    expect(stub.invalidations.map(({ paths }) => paths)).toEqual([['/', '/index.html']])
  })

  it('compares many files in a thread of its own', async () => {
    const { stub, flags } = await startSite()
    const names = Array.from({ length: 2_100 }, (_, n) => `many/${n}.txt`)
    mkdirSync(join(project, 'build/many'))
    onTestFinished(() => rmSync(join(project, 'build/many'), { recursive: true }))
    for (const name of names) {
      writeFileSync(join(project, 'build', name), name)
      stub.put(name, name, { 'content-type': 'text/plain; charset=utf-8' })
    }
    const { code, output } = await run(bin, ...flags, '--yes', '--adopt', 'trust')
    expect([code, output]).toEqual([0, expect.stringContaining('Done: 1 create, 2100 no_change')])
  })

  it('is a library, with types', async () => {
    const { stub } = await startSite()
    const program = join(project, 'deploy.ts')
    writeFileSync(
      program,
      `import { type Changeset, planSite, Refusal, type SiteOptions, syncSite } from '@cruddur/site-sync'
       const options: SiteOptions = { bucket: 'site', folder: 'build', endpoint: '${stub.url}' }
       const plan: Changeset = await planSite(options)
       const { counts, bytes }: { counts: Record<string, number>; bytes: number } = await syncSite(options)
       const empty = await syncSite({ ...options, include: ['none'] }).catch((error: unknown) => error instanceof Refusal)
       console.log(JSON.stringify([plan.changes.map(({ action }) => action), counts, bytes, empty]))`,
    )
    const strict = ['--strict', '--target', 'es2022', '--module', 'nodenext', '--types', 'node']
    const typeRoots = ['--typeRoots', join(checkout, 'node_modules/@types')]
    const compiler = join(checkout, 'node_modules/typescript/bin/tsc')
    const { output: faults } = await run(compiler, ...strict, ...typeRoots, '--rootDir', project, program)
    expect(faults).toBe('')
    const { code, output } = await run(join(project, 'deploy.js'))
    expect([code, output]).toEqual([0, '[["create"],{"create":1},8,true]\n'])
  })
})
