import { describe, expect, it } from 'vitest'
import { countGates, countTests, settle } from './ci-summary.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
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

  it('counts each gate as one', () => {
    expect(countGates([{ passed: true }, { passed: false }])).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('is a failure when a runner failed without saying where, counted nothing, or left no report', () => {
    expect(settle({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1)
    expect(settle({ passed: 0, failed: 0, skipped: 3 }, 0).failed).toBe(1)
    expect(settle(null, 0).failed).toBe(1)
    expect(settle({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2)
    expect(settle({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0)
  })
})
