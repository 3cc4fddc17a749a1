import { fromMany } from '../asked.ts'
import { requestsPerSecond } from '../load.ts'
import type { Process } from '../processes.ts'
import { inTurn, type Row } from '../row.ts'
import type { Stage } from '../stage.ts'

const cpuOf = async (server: Process) => (await server.ask<{ microseconds: number }>({ cpu: true })).microseconds

/** Requests that the servers answer in a second of their own processor time, all of them kept busy at once. */
async function perProcessorSecond(
  servers: readonly Process[],
  path: string,
  { seconds, many }: Stage,
): Promise<number> {
  const request = fromMany({ path })
  const total = async () => (await Promise.all(servers.map(cpuOf))).reduce((sum, each) => sum + each, 0)
  const before = await total()
  const rates = await Promise.all(
    servers.map(({ address }) => {
      return requestsPerSecond({ address, request }, { seconds, connections: many(64) / servers.length })
    }),
  )
  const answered = rates.reduce((sum, rate) => sum + rate, 0) * seconds
  return answered / (((await total()) - before) / 1_000_000)
}

/**
 * On a machine with two processors the load generator and PostgreSQL take part of both. They are counted out: what counts is what a
 * second of processor time of the servers is worth, times their number.
 */
export const twoProcesses: Row<'rate'> = {
  name: 'two-processes',
  measure: 'home of a visitor from two servers on one database, by the processor time of the servers',
  limit: 'one server, by its processor time',
  figures: { rate: { words: 'times one process, load and database counted out', reach: { atLeast: 1.6 }, unit: '/s' } },
  async start(stage) {
    const second = await stage.second()
    const path = '/api/activities/home'
    const measure = inTurn({
      ours: async () => 2 * (await perProcessorSecond([stage.cruddur, second], path, stage)),
      limit: () => perProcessorSecond([stage.cruddur], path, stage),
    })
    return async () => ({ rate: await measure() })
  },
}
