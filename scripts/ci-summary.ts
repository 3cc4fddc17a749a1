import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export type Counts = { passed: number; failed: number; skipped: number }

type CheckReport = { passed: boolean }[]
type TestReport = {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** Each gate of the check is one. */
export function countGates(report: CheckReport): Counts {
  const passed = report.filter((gate) => gate.passed).length
  return { passed, failed: report.length - passed, skipped: 0 }
}

/** A file that failed as a whole, before or between its tests, is one more failure. */
export function countTests({ testResults }: TestReport): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { status, assertionResults } of testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length
    const passed = assertionResults.filter((test) => test.status === 'passed').length
    counts.passed += passed
    counts.failed += failed || (status === 'failed' ? 1 : 0)
    counts.skipped += assertionResults.length - failed - passed
  }
  return counts
}

/**
 * A runner that failed, or counted nothing, without naming a failure is a failure too: a crash, an error outside of
 * tests, a report that was not written.
 */
export function settle(counts: Counts | null, exitCode: number): Counts {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const unnamed = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: failed + (unnamed ? 1 : 0), skipped }
}

function read<T>(name: string, count: (report: T) => Counts): Counts | null {
  try {
    return count(JSON.parse(readFileSync(resolve(import.meta.dirname, '../.reports', name), 'utf8')))
  } catch (error) {
    console.error(`no report ${name}: ${(error as Error).message}`)
    return null
  }
}

if (import.meta.main) {
  const [checked, tested] = process.argv.slice(2).map(Number)
  const parts = [
    settle(read('check.json', countGates), checked ?? 1),
    settle(read('tests.json', countTests), tested ?? 1),
  ]
  const sum = (key: keyof Counts) => parts.reduce((total, part) => total + part[key], 0)
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
  process.exit(sum('failed') > 0 ? 1 : 0)
}
