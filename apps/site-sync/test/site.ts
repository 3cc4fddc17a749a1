import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type AwsStub, startAwsStub } from './aws-stub/aws-stub.ts'
import type { StubOptions } from './aws-stub/stub-options.ts'
import { type CliOptions, type Ran, type Running, startCli } from './run-cli.ts'

export type Files = Record<string, string | Buffer>

/** A folder, a bucket, and the command line between them. */
export type TestSite = {
  stub: AwsStub
  /** Where commands run; the site is in `build` below it. */
  cwd: string
  write(files: Files): void
  remove(...paths: string[]): void
  start(args: string[], more?: Partial<CliOptions>): Running
  run(args: string[], more?: Partial<CliOptions>): Promise<Ran>
  /** Runs the command line without the flags of this bucket and its server. */
  runBare(args: string[], more?: Partial<CliOptions>): Promise<Ran>
  /** What the bucket holds, without what the tool keeps for itself: text by key. */
  stored(): Record<string, string>
  close(): Promise<void>
}

export async function startTestSite(files: Files, options: StubOptions = {}): Promise<TestSite> {
  const stub = await startAwsStub({ buckets: ['site'], ...options })
  const cwd = mkdtempSync(join(tmpdir(), 'site-sync-'))
  const fixed = ['--bucket', 'site', '--build-dir', 'build', '--endpoint-url', stub.url, '--distribution', 'E1STUB']
  const site: TestSite = {
    stub,
    cwd,
    write(written) {
      for (const [path, content] of Object.entries(written)) {
        const file = join(cwd, 'build', path)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, content)
      }
    },
    remove(...paths) {
      for (const path of paths) rmSync(join(cwd, 'build', path), { recursive: true })
    },
    start: (args, more) => startCli({ args: [...args, ...fixed], cwd, ...more }),
    run: (args, more) => site.start(args, more).ended,
    runBare: (args, more) => startCli({ args, cwd, ...more }).ended,
    stored() {
      const own = [...stub.objects].filter(([key]) => !key.startsWith('.site-sync/'))
      return Object.fromEntries(own.map(([key, { body }]) => [key, String(body)]).sort())
    },
    async close() {
      await stub.close()
      rmSync(cwd, { recursive: true, force: true })
    },
  }
  site.write(files)
  return site
}
