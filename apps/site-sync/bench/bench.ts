import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bareClient, type Contender, rivals, siteSync, start } from './contenders.ts'
import { makeSite } from './make-site.ts'
import { measure, type Sample, situations } from './measure.ts'
import { measureMemory, memoryTable } from './memory.ts'
import { type BenchOptions, readOptions, usage } from './options.ts'
import { plainScripts } from './plain-scripts.ts'
import { median, type Row, rowsOf, table, verdict, withoutStart } from './report.ts'
import { runProcess } from './run-process.ts'
import { StubServer } from './stub-server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

function say(words: string) {
  return process.stderr.write(`${words}\n`)
}

/** As it is published, unless told otherwise: compiled. */
function cliOf(options: BenchOptions): string {
  if (options.source) return join(root, 'src/cli.ts')
  say('Building site-sync ...')
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] })
  return join(root, 'dist/cli.cjs')
}

type Compared = { rows: Row[]; startSeconds: number }

async function compare(
  contenders: Contender[],
  options: BenchOptions,
  stub: StubServer,
  scratch: string,
): Promise<Compared> {
  const rows: Row[] = []
  const starts: number[] = []
  for (const files of options.files) {
    const folder = join(scratch, `site-${files}`)
    await mkdir(folder)
    const site = await makeSite(folder, files)
    say(`${files} files, ${(site.bytes / 1e6).toFixed(0)} MB`)
    // Not counted: the server has to warm up, and whoever came first would pay for it.
    await measure(bareClient, site, stub, scratch)
    const samples: Sample[] = []
    for (let run = 0; run < options.runs; run++) {
      starts.push((await runProcess(start)).seconds)
      for (const contender of contenders) {
        say(`  run ${run + 1} of ${options.runs}: ${contender.name}`)
        samples.push(...(await measure(contender, site, stub, scratch)))
      }
    }
    rows.push(...rowsOf(files, samples))
    await rm(folder, { recursive: true })
  }
  return { rows, startSeconds: median(starts) }
}

function print({ rows, startSeconds }: Compared, missing: Contender[], options: BenchOptions): void {
  const names = missing.map((one) => one.name)
  if (options.json) return void console.log(JSON.stringify({ rows, startSeconds, missing: names }))
  for (const files of options.files) {
    for (const situation of situations) {
      const here = rows.filter((row) => row.files === files && row.situation === situation)
      console.log(`\n${files} files, ${situation} (median of ${options.runs}, ${cpus().length} cores)\n${table(here)}`)
      const word = verdict(here)
      if (word !== null) console.log(word)
      const compared = withoutStart(here, startSeconds)
      if (compared !== null) console.log(compared)
    }
  }
  for (const { name, install } of missing) console.log(`\nMISSING, not compared: ${name} (${install})`)
}

async function main(options: BenchOptions): Promise<void> {
  const own = siteSync(cliOf(options))
  const known = [bareClient, own, ...rivals(process.env['BENCH_TOOLS'] ?? '')]
  const asked = known.filter(({ name }) => options.only.length === 0 || options.only.includes(name))
  const missing = asked.filter((one) => !one.found)
  const scratch = await mkdtemp(join(tmpdir(), 'site-sync-bench-'))
  const stub = await StubServer.start()
  try {
    await plainScripts(['bare-client', 's3-sync-client-process'], scratch)
    await writeFile(join(scratch, 'aws-config'), '[default]\ns3 =\n  max_concurrent_requests = 32\n')
    if (options.memory) {
      const rows = await measureMemory(own, stub, scratch)
      console.log(options.json ? JSON.stringify(rows) : memoryTable(rows))
      return
    }
    const found = asked.filter((one) => one.found)
    print(await compare(found, options, stub, scratch), missing, options)
  } finally {
    await stub.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}

const options = readOptions(process.argv.slice(2))
if (options === null) console.log(usage)
else await main(options)
