import type { Row } from './row.ts'
import { accountDeletion } from './rows/account-deletion.row.ts'
import { erasure } from './rows/erasure.row.ts'
import { fairness } from './rows/fairness.row.ts'
import { growth } from './rows/growth.row.ts'
import { homeDeep } from './rows/home-deep.row.ts'
import { homeVisitor } from './rows/home-visitor.row.ts'
import { metrics } from './rows/metrics.row.ts'
import { nothing } from './rows/nothing.row.ts'
import { readYourWrite } from './rows/read-your-write.row.ts'
import { reads } from './rows/reads.row.ts'
import { start } from './rows/start.row.ts'
import { streams } from './rows/stream.row.ts'
import { tokenCheck } from './rows/token-check.row.ts'
import { twoProcesses } from './rows/two-processes.row.ts'
import { writes } from './rows/writes.row.ts'

/** All rows of the table, in its order. */
export const rows: readonly Row[] = [
  nothing,
  tokenCheck,
  // Before rows that publish thousands of cruds by few people: what these cost readers is not growth.
  growth,
  homeVisitor,
  homeDeep,
  ...reads,
  ...writes,
  readYourWrite,
  erasure,
  ...streams,
  accountDeletion,
  twoProcesses,
  start,
  fairness,
  metrics,
]
