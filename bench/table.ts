import { type Figure, medianOf, type Reach, type Row, type Sample } from './row.ts'

/** What the rounds of a row measured, by the names of its figures. */
export type Measured = Record<string, Sample[]>
export type RowResult = { row: Row; measured: Measured }

const head = ['row', 'measured', 'ours', 'limit', 'median', 'lowest to highest', 'reach', '']

/** The table in Markdown, one line for each figure. */
export function tableOf(results: readonly RowResult[], { judged }: { judged: boolean }): string {
  const lines = results.flatMap(({ row, measured }) =>
    Object.entries(row.figures).map(([name, figure]) => lineOf(row, figure, measured[name] ?? [], judged)),
  )
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)))
  const padded = (line: string[]) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [padded(head), padded(widths.map((width) => '-'.repeat(width))), ...lines.map(padded)].join('\n')
}

function lineOf(row: Row, figure: Figure, samples: readonly Sample[], judged: boolean): string[] {
  const values = samples.map(({ value }) => value)
  const side = (which: 'ours' | 'limit') => {
    const list = samples.flatMap((sample) => sample[which] ?? [])
    return list.length > 0 ? `${short(medianOf(list))}${figure.unit ?? ''}` : ''
  }
  return [
    row.name,
    figure.words,
    side('ours'),
    side('limit'),
    short(medianOf(values)),
    `${short(Math.min(...values))} to ${short(Math.max(...values))}`,
    figure.reach ? reachWords(figure.reach) : '',
    !judged || isReached(figure, samples) ? '' : 'missed',
  ]
}

export function isReached({ reach }: Figure, samples: readonly Sample[]): boolean {
  const value = medianOf(samples.map((sample) => sample.value))
  if (!reach) return true
  return 'atLeast' in reach ? value >= reach.atLeast : value <= reach.atMost
}

function reachWords(reach: Reach): string {
  return 'atLeast' in reach ? `>= ${reach.atLeast}` : `<= ${reach.atMost}`
}

/** Three digits, or all before the point. */
function short(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 || value === 0 ? 2 : 3)
}

/** What `--json` writes: every sample of every figure, so that others can judge otherwise. */
export function rawOf(results: readonly RowResult[], facts: object): string {
  const rows = results.map(({ row, measured }) => ({
    name: row.name,
    measure: row.measure,
    limit: row.limit,
    figures: Object.fromEntries(
      Object.entries(row.figures).map(([name, figure]) => [name, { ...figure, samples: measured[name] ?? [] }]),
    ),
  }))
  return `${JSON.stringify({ ...facts, rows }, null, 2)}\n`
}
