import { readFileSync } from 'node:fs'
import { type EventLoopUtilization, monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { type PoolUsage, poolUsage } from '@cruddur/storage/postgres'
import type { Pools } from '../../adapters.ts'
import type { Metrics } from './metrics.ts'

/** Milliseconds between two samples of the event loop's monitor. */
const resolutionMs = 10
const nanosecondsPerSecond = 1e9

const manifest = new URL('../../../package.json', import.meta.url)

const one = (value: number) => [{ values: [], value }]

/** Lets metrics read the state of the process and its pools on demand. */
export function readProcess(metrics: Metrics, { db, costlyDb, backgroundDb }: Pools): void {
  metrics.cpu.from(() => {
    const { user, system } = process.cpuUsage()
    return one((user + system) / 1e6)
  })
  metrics.residentMemory.from(() => one(process.memoryUsage.rss()))
  metrics.heapUsed.from(() => one(process.memoryUsage().heapUsed))
  metrics.externalMemory.from(() => one(process.memoryUsage().external))
  metrics.build.set(1, [JSON.parse(readFileSync(manifest, 'utf8')).version, process.versions.node])
  metrics.startTime.set(performance.timeOrigin / 1_000)

  const pools = Object.entries({ requests: db, costly: costlyDb, background: backgroundDb })
  const ofPools = (read: (usage: PoolUsage) => [string[], number][]) => () =>
    pools.flatMap(([pool, each]) =>
      read(poolUsage(each)).map(([values, value]) => ({ values: [pool, ...values], value })),
    )
  metrics.databaseConnections.from(
    ofPools(({ inUse, idle }) => [
      [['in_use'], inUse],
      [['idle'], idle],
    ]),
  )
  metrics.databaseConnectionsMax.from(ofPools(({ max }) => [[[], max]]))
  metrics.databaseWaiting.from(ofPools(({ waiting }) => [[[], waiting]]))
}

/** Watches the event loop. `look` tells of the time since it was last called, and sets the metrics. */
export function watchEventLoop({ eventLoopDelay, eventLoopUtilization }: Metrics) {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  let before: EventLoopUtilization = performance.eventLoopUtilization()
  // The monitor measures the time between two samples, so its resolution must be subtracted to get the delay.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / nanosecondsPerSecond - resolutionMs / 1_000)
  return {
    look(): { p99: number; utilization: number } {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, before)
      before = now
      const p99 = seconds(delays.percentile(99))
      eventLoopDelay.set(seconds(delays.percentile(50)), ['p50'])
      eventLoopDelay.set(p99, ['p99'])
      eventLoopDelay.set(delays.count > 0 ? seconds(delays.max) : 0, ['max'])
      eventLoopUtilization.set(utilization)
      delays.reset()
      return { p99, utilization }
    },
    stop: () => delays.disable(),
  }
}
