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
  { path: 'scripts/check/sleeps.test.ts', because: 'samples of what is refused' },
  { path: 'apps/api/src/http/hostile-input.test.ts', because: 'an attack sends the text pg_sleep' },
]

// Folders whose tests still sleep. Take a folder out once its tests wait for conditions; never add one.
const unfinished = [
  'apps/api/src/features/activities/',
  'apps/api/src/features/feeds/',
  'apps/api/src/features/identity/',
  'apps/api/src/features/stream/',
  'apps/api/src/idempotency/',
  'apps/api/src/retention/',
  'apps/site-sync/',
]

/** Tests, and what only tests use, that wait for a time instead of a condition. */
export function findSleeps(sources: Source[]): string[] {
  return sources.filter(({ path }) => !unfinished.some((folder) => path.startsWith(folder))).flatMap(sleepsIn)
}

/** Folders that are excused although nothing in them sleeps any more. */
export function findFinishedFolders(sources: Source[]): string[] {
  return unfinished
    .filter((folder) => !sources.some((source) => source.path.startsWith(folder) && sleepsIn(source).length > 0))
    .map((folder) => `${folder} has no sleeps any more: take it out of the list in scripts/check/sleeps.ts`)
}

function sleepsIn({ path, text }: Source): string[] {
  const isTestCode = isTest(path) || /^(e2e|apps\/api\/src\/process-tests)\//.test(path)
  if (!isTestCode || allowed.some((file) => file.path === path)) return []
  return sleeps
    .map((sleep) => text.search(sleep))
    .filter((at) => at >= 0)
    .map((at) => `${path}:${text.slice(0, at).split('\n').length} sleeps: wait for the condition instead`)
}
