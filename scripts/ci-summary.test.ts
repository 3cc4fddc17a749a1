import { describe, expect, it } from 'vitest'
import { countGates, countTests, findUnexcusedSkips, settle } from './ci-summary.ts'

const excused = 'against moto (NOT INSTALLED: not tried) lists a bucket'
const unexcused = 'direct messages in DynamoDB are written'

const file = (status: string, ...tests: string[]) => named(status, ...tests.map((test) => [test, excused] as const))
const named = (status: string, ...tests: (readonly [status: string, fullName: string])[]) => ({
  status,
  assertionResults: tests.map(([status, fullName]) => ({ status, fullName })),
})

describe('the closing line of CI', () => {
  it('counts tests, and a file that failed to load as one failure', () => {
    const testResults = [
      file('passed', 'passed', 'passed', 'pending'),
      file('failed', 'failed', 'passed'),
      file('failed'),
    ]
    expect(countTests({ testResults })).toEqual({ passed: 3, failed: 2, skipped: 1 })
  })

  it.each(['pending', 'skipped', 'todo'])('counts a %s test without an excuse as a failure, and names it', (status) => {
    const report = { testResults: [named('passed', ['passed', 'a'], [status, unexcused], [status, excused])] }
    expect(findUnexcusedSkips(report)).toEqual([unexcused])
    expect(countTests(report)).toEqual({ passed: 1, failed: 1, skipped: 1 })
    expect(settle(countTests(report), 0).failed).toBe(1)
  })

  it('excuses nothing that npm test provides', () => {
    const names = [
      'axe finds nothing on any page of a visitor',
      'no acknowledged write is lost when it is killed',
      unexcused,
    ]
    const report = { testResults: [named('passed', ...names.map((name) => ['pending', name] as const))] }
    expect(findUnexcusedSkips(report)).toEqual(names)
  })

  it('counts each gate as one', () => {
    expect(countGates([{ passed: true }, { passed: false }])).toEqual({ passed: 1, failed: 1, skipped: 0 })
    const absent = { passed: true, skipped: true }
    expect(countGates([{ passed: true }, absent])).toEqual({ passed: 1, failed: 0, skipped: 1 })
  })

  it('is a failure when a runner failed without saying where, counted nothing, or left no report', () => {
    expect(settle({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1)
    expect(settle({ passed: 0, failed: 0, skipped: 3 }, 0).failed).toBe(1)
    expect(settle(null, 0).failed).toBe(1)
    expect(settle({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2)
    expect(settle({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0)
  })
})
