/**
 * One table of how close we are to the limits of the machine: `npm run bench`. See bench/README.md.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { medianOf, type Row, type Sample } from './row.ts'
import { rows } from './rows.ts'
import { type Scale, scales } from './scale.ts'
import { openStage, type Stage } from './stage.ts'
import { isReached, type Measured, type RowResult, rawOf, tableOf } from './table.ts'

const usage = `npm run bench -- [row...]
  --size ${Object.keys(scales).join(' | ')}   living cruds, 100k unless given
  --rounds N    rounds of each row, 5 unless given; rows that take long have fewer
  --seconds N   of each measurement, 2 unless given
  --json FILE   also writes every measurement
  --data DIR    keeps the filled database there, and uses it again
  --brief       runs every row for a moment, to prove that it works. Judges nothing
  --list        names the rows`

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '100k' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'string' },
    data: { type: 'string' },
    brief: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

function refuse(problem: string): never {
  console.error(`${problem}\n\n${usage}`)
  process.exit(2)
}

function numberOf(name: 'rounds' | 'seconds'): number {
  const value = Number(given[name])
  return value > 0 ? value : refuse(`--${name} must be a number above 0, not ${given[name]}`)
}

function chosenRows(): readonly Row[] {
  const unknown = positionals.find((name) => !rows.some((row) => row.name === name))
  if (unknown) refuse(`there is no row ${unknown}. There are ${rows.map(({ name }) => name).join(', ')}`)
  return positionals.length > 0 ? rows.filter(({ name }) => positionals.includes(name)) : rows
}

/** @throws if the row did not measure its figure */
function finite({ name }: Row, figure: string, sample: Sample | undefined): Sample {
  if (!sample || !Number.isFinite(sample.value)) throw new Error(`${name}: ${figure} is ${sample?.value}`)
  return sample
}

/** Such as `rate 0.89, 1,200 beside 1,350`. */
function mediansOf(measured: Measured): string {
  return Object.entries(measured)
    .map(([name, samples]) => {
      const median = (which: keyof Sample) =>
        Number(medianOf(samples.map((sample) => sample[which] ?? 0)).toPrecision(4))
      return `${name} ${median('value')}, ${median('ours')} beside ${median('limit')}`
    })
    .join('; ')
}

/** Runs the rounds of a row. The first only warms up. */
async function runRow(row: Row, stage: Stage): Promise<Measured> {
  await using opened = new AsyncDisposableStack()
  const round = await row.start(stage, opened)
  const rounds = stage.brief ? 1 : Math.min(numberOf('rounds'), row.rounds ?? Number.POSITIVE_INFINITY)
  if (!stage.brief && rounds > 1) await round()
  const samples: Record<string, Sample>[] = []
  while (samples.length < rounds) samples.push(await round())
  return Object.fromEntries(
    Object.keys(row.figures).map((name) => [name, samples.map((measured) => finite(row, name, measured[name]))]),
  )
}

async function main(): Promise<number> {
  if (given.help) return console.log(usage) ?? 0
  if (given.list) return console.log(rows.map(({ name, measure }) => `${name.padEnd(18)}${measure}`).join('\n')) ?? 0
  const chosen = chosenRows()
  const scale = given.brief ? scales.brief : scales[given.size as Scale]
  if (!scale) refuse(`--size must be one of ${Object.keys(scales).join(', ')}`)
  const options = { scale, brief: given.brief, seconds: given.brief ? 0.1 : numberOf('seconds'), dir: given.data }
  const facts = {
    startedAt: new Date().toISOString(),
    commit: commit(),
    node: process.version,
    processors: `${cpus().length} x ${cpus()[0]?.model.trim()}`,
    ...scale,
    brief: given.brief,
  }
  await using stage = await openStage(options)
  const results: RowResult[] = []
  const failed: string[] = []
  for (const row of chosen) {
    const begun = performance.now()
    try {
      const measured = await runRow(row, stage)
      results.push({ row, measured })
      console.error(`${row.name}: ${mediansOf(measured)} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
      // Written after each row: a run that is stopped leaves what it has measured.
      if (given.json) writeFileSync(given.json, rawOf(results, facts))
    } catch (error) {
      // The other rows have their figures all the same.
      failed.push(row.name)
      console.error(`${row.name} failed:`, error)
    }
  }
  console.log(tableOf(results, { judged: !given.brief }))
  console.log(`\n${JSON.stringify(facts)}`)
  const missed = results.some(({ row, measured }) =>
    Object.entries(row.figures).some(([name, figure]) => !isReached(figure, measured[name] ?? [])),
  )
  return failed.length > 0 || (missed && !given.brief) ? 1 : 0
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return 'unknown'
  }
}

process.exitCode = await main()
