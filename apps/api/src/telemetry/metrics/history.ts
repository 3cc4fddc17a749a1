import type { Metrics } from './metrics.ts'
import { createSampler, type Sample } from './sampler.ts'

/** The last quarter of an hour. */
const intervalMs = 5_000
const kept = 180

export type History = { samples(): readonly Sample[]; stop(): void }

/** Keeps samples of the last minutes for the moderators' page. */
export function startHistory(metrics: Metrics): History {
  const sampler = createSampler(metrics)
  const samples: Sample[] = []
  const timer = setInterval(() => {
    samples.push(sampler.take())
    if (samples.length > kept) samples.shift()
  }, intervalMs).unref()
  return {
    samples: () => samples,
    stop() {
      clearInterval(timer)
      sampler.stop()
    },
  }
}
