import { isTest } from './imports.ts'
import type { Source } from './sources.ts'

// A test that waits for a fixed time is slow on a fast machine and fails on a busy one. Wait for the condition instead:
// `expect.poll`, `vi.waitFor`, an event, or `page.waitForFunction`.
const sleeps = [
  /\bwaitForTimeout\(/,
  /\bpg_sleep\(/,
  /\bimport\s*\{[^}]*\bsetTimeout\b[^}]*\}\s*from 'node:timers\/promises'/,
  /new Promise(?:<\w+>)?\(\(?(\w+)\)? =>\s*\{?\s*setTimeout\(\1\s*,/,
]

const allowed: { path: string; because: string }[] = [
  { path: 'apps/api/src/process-tests/testing/writer.ts', because: 'a client that pauses before its next try' },
  { path: 'packages/storage/src/session-settings.test.ts', because: 'pg_sleep is a function that returns void' },
  { path: 'packages/storage/src/unanswered-queries.test.ts', because: 'a statement that takes longer than its limit' },
  { path: 'scripts/check/sleeps.test.ts', because: 'samples of what is refused' },
  { path: 'apps/api/src/http/hostile-input.test.ts', because: 'an attack sends the text pg_sleep' },
]

/** Tests, and what only tests use, that wait for a time instead of a condition. */
export function findSleeps(sources: Source[]): string[] {
  return sources.flatMap(sleepsIn)
}

function sleepsIn({ path, text }: Source): string[] {
  const isTestCode = isTest(path) || /^(e2e|apps\/api\/src\/process-tests)\//.test(path)
  if (!isTestCode || allowed.some((file) => file.path === path)) return []
  return sleeps
    .map((sleep) => text.search(sleep))
    .filter((at) => at >= 0)
    .map((at) => `${path}:${text.slice(0, at).split('\n').length} sleeps: wait for the condition instead`)
}
