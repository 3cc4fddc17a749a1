import { once } from 'node:events'
import { findFreePort } from '../../apps/api/src/config/listening.ts'
import { fromMany } from '../asked.ts'
import { requestsPerSecond } from '../load.ts'
import { startCruddur } from '../processes.ts'
import { inTurn, type Row } from '../row.ts'

const scrapeMs = 1_000

/** Reads the metrics again and again. @returns a function that stops */
function scrape(port: number): () => Promise<void> {
  const stop = new AbortController()
  const scraping = (async () => {
    while (!stop.signal.aborted) {
      const reply = await fetch(`http://127.0.0.1:${port}/metrics`)
      if (!(await reply.text()).includes('cruddur_')) throw new Error('there are no metrics')
      await once(AbortSignal.any([stop.signal, AbortSignal.timeout(scrapeMs)]), 'abort')
    }
  })()
  return async () => {
    stop.abort()
    await scraping
  }
}

export const metrics: Row<'rate'> = {
  name: 'metrics',
  measure: 'health checks of a server whose metrics are read every second, 16 connections',
  limit: 'a server without metrics, in turn',
  figures: { rate: { words: 'of the rate without metrics', reach: { atLeast: 0.95 }, unit: '/s' } },
  async start({ database, cruddur, seconds, many, brief }, opened) {
    const port = await findFreePort('127.0.0.1')
    const without = brief ? cruddur : opened.use(await startCruddur(database))
    const within = opened.use(await startCruddur(database, { METRICS_PORT: String(port) }))
    opened.defer(scrape(port))
    const request = fromMany({ path: '/api/health-check' })
    const rate = (address: string) => requestsPerSecond({ address, request }, { seconds, connections: many(16) })
    const measure = inTurn({ ours: () => rate(within.address), limit: () => rate(without.address) })
    return async () => ({ rate: await measure() })
  },
}
