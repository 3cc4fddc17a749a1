import type { PromiseName } from '../../words/en/proof/proof.ts'

/** The file of the repository that holds each promise. A test looks whether it is there. */
export const testsOfPromises: Readonly<Record<PromiseName, string>> = {
  gate: 'apps/api/src/retention/expiry.test.ts',
  clock: 'apps/api/src/retention/fixed-clock.test.ts',
  traces: 'apps/api/src/retention/erasure.test.ts',
  threads: 'apps/api/src/features/activities/shorten-and-burn.test.ts',
  counts: 'apps/api/src/receipts/blurred-counts.test.ts',
  pages: 'e2e/expiry.test.ts',
  erased: 'apps/api/src/retention/words-at-rest.test.ts',
  evidence: 'apps/api/src/features/moderation/evidence.test.ts',
  keys: 'apps/api/src/retention/restored-copy.test.ts',
}
