import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from '../asked.ts'
import { type Process, startCruddur, startCruddurAlone } from '../processes.ts'
import type { Row, Sample } from '../row.ts'

/** Seconds from the start of the server's process to the reply of its first health check. */
async function secondsToStart(startServer: () => Promise<Process>): Promise<Sample> {
  const startedAt = performance.now()
  await using server = await startServer()
  await ask(server, { path: '/api/health-check' })
  return { value: (performance.now() - startedAt) / 1000 }
}

export const start: Row<'empty' | 'full'> = {
  name: 'start',
  measure: 'from the start of the process to its first health reply',
  limit: 'none',
  figures: {
    empty: { words: 's with its own PostgreSQL, which is made anew' },
    full: { words: 's on a PostgreSQL that runs and holds all cruds' },
  },
  rounds: 3,
  async start({ database }) {
    return async () => {
      const dir = await mkdtemp(join(tmpdir(), 'cruddur-bench-'))
      try {
        return {
          empty: await secondsToStart(() => startCruddurAlone(dir)),
          full: await secondsToStart(() => startCruddur(database)),
        }
      } finally {
        await rm(dir, { recursive: true, force: true })
      }
    }
  },
}
