import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { excuseFor } from './ci-skips.ts'

export type Counts = { passed: number; failed: number; skipped: number }

type CheckReport = { passed: boolean; skipped?: boolean }[]
type TestReport = {
  testResults: { status: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** Each gate of a check is one. A gate is skipped when its program is not installed. */
export function countGates(report: CheckReport): Counts {
  const skipped = report.filter((gate) => gate.skipped).length
  const passed = report.filter((gate) => gate.passed && !gate.skipped).length
  return { passed, failed: report.length - passed - skipped, skipped }
}

/** The tests that were skipped, or left to be written, without an excuse. */
export function findUnexcusedSkips({ testResults }: TestReport): string[] {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, fullName }) => status !== 'passed' && status !== 'failed' && excuseFor(fullName) === null)
    .map(({ fullName }) => fullName)
}

/** A file that failed outside of its tests is one more failure, and so is each test that was skipped without an excuse. */
export function countTests(report: TestReport): Counts {
  const unexcused = findUnexcusedSkips(report).length
  const counts = { passed: 0, failed: unexcused, skipped: -unexcused }
  for (const { status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length
    const passed = assertionResults.filter((test) => test.status === 'passed').length
    counts.passed += passed
    counts.failed += failed || (status === 'failed' ? 1 : 0)
    counts.skipped += assertionResults.length - failed - passed
  }
  return counts
}

/**
 * A runner that failed, or counted nothing, without naming a failure is a failure too: it crashed, met an error outside
 * of tests, or wrote no report.
 */
export function settle(counts: Counts | null, exitCode: number): Counts {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const unnamed = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: failed + (unnamed ? 1 : 0), skipped }
}

function readReport<T>(name: string): T | null {
  try {
    return JSON.parse(readFileSync(resolve(import.meta.dirname, '../.reports', name), 'utf8'))
  } catch (error) {
    console.error(`no report ${name}: ${(error as Error).message}`)
    return null
  }
}

if (import.meta.main) {
  const [checkExitCode, infraExitCode, imageExitCode, testExitCode] = process.argv.slice(2).map(Number)
  const checks = readReport<CheckReport>('check.json')
  const infra = readReport<CheckReport>('infra.json')
  const image = readReport<CheckReport>('image.json')
  const tests = readReport<TestReport>('tests.json')
  for (const name of tests ? findUnexcusedSkips(tests) : []) {
    console.error(`skipped without an excuse (scripts/ci-skips.ts): ${name}`)
  }
  const parts = [
    settle(checks && countGates(checks), checkExitCode ?? 1),
    settle(infra && countGates(infra), infraExitCode ?? 1),
    settle(image && countGates(image), imageExitCode ?? 1),
    settle(tests && countTests(tests), testExitCode ?? 1),
  ]
  const sum = (key: keyof Counts) => parts.reduce((total, part) => total + part[key], 0)
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
  process.exit(sum('failed') > 0 ? 1 : 0)
}
