import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The one PostgreSQL of this test run; its role may create databases. */
    postgresUrl: string
  }
}

let dataDir: string
let postgres: EmbeddedPostgres

/** Vitest calls this once before all tests. */
export async function setup(project: TestProject): Promise<void> {
  dataDir = mkdtempSync(join(tmpdir(), 'cruddur-test-'))
  // A run that is interrupted has no teardown. Exit handlers stop PostgreSQL, and this one removes its files.
  process.on('exit', removeDataDir)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  postgres = await startEmbeddedPostgres({ program: 'Cruddur', dataDir, durable: false, log: console })
  project.provide('postgresUrl', postgres.connectionUrl)
}

/** Vitest calls this once after all tests, also after failed ones. */
export async function teardown(): Promise<void> {
  await postgres.stop()
  removeDataDir()
}

const removeDataDir = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
