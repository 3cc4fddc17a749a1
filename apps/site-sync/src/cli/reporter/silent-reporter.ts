import type { Reporter } from '../../model/reporter.ts'

/** Says nothing, for programs that go by what a run gives them. There is nobody to ask. */
export const silentReporter: Reporter = {
  change: () => {},
  progress: () => {},
  note: () => {},
  warn: () => {},
  summary: () => {},
  ask: async () => false,
  fail: () => {},
  end: () => {},
}
