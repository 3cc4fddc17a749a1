import type { Row } from './row.ts'
import { homeDeep } from './rows/home-deep.row.ts'
import { homeVisitor } from './rows/home-visitor.row.ts'
import { nothing } from './rows/nothing.row.ts'
import { reads } from './rows/reads.row.ts'
import { tokenCheck } from './rows/token-check.row.ts'
import { writes } from './rows/writes.row.ts'

/** All rows of the table, in its order. */
export const rows: readonly Row[] = [nothing, homeVisitor, homeDeep, ...reads, ...writes, tokenCheck]
