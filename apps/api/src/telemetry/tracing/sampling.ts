import { parseTraceparent, type TraceOrigin } from './trace-context.ts'

/** The samplers of OpenTelemetry, by their names in OTEL_TRACES_SAMPLER. */
export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

export type Sampling = {
  sampler: (typeof samplers)[number]
  /** The share of traces that are recorded, 0 to 1, for the samplers with `traceidratio` in their name. */
  ratio: number
}

/** Decides whether a trace is recorded that begins here, or that the caller began. */
export type Sampler = (origin: TraceOrigin) => boolean

/**
 * The decision is random, and not by the trace's id as in OpenTelemetry's own samplers: a stranger could choose an id that is
 * always recorded. For the same reason only the samplers with `parentbased` in their name, which
 * are for servers that no stranger reaches, follow the decision of the caller.
 */
export function createSampler({ sampler, ratio }: Sampling, random: () => number = Math.random): Sampler {
  const share = sampler.endsWith('always_on') ? 1 : sampler.endsWith('always_off') ? 0 : ratio
  const isParentBased = sampler.startsWith('parentbased_')
  return ({ traceparent }) => {
    const caller = isParentBased ? parseTraceparent(traceparent) : undefined
    return caller ? caller.sampled : random() < share
  }
}
