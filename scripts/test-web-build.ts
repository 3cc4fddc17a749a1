import { buildWebWhenStale } from './build-web.ts'

/** Vitest calls it once before tests that need the pages. */
export const setup = buildWebWhenStale
