import { z } from 'zod/mini'

/** How long a crud may live, as the original named it, in seconds. */
export const lifetimeSeconds = {
  '30-days': 30 * 86_400,
  '7-days': 7 * 86_400,
  '3-days': 3 * 86_400,
  '1-day': 86_400,
  '12-hours': 12 * 3_600,
  '3-hours': 3 * 3_600,
  '1-hour': 3_600,
} as const

export type Lifetime = keyof typeof lifetimeSeconds

export const lifetimes = Object.keys(lifetimeSeconds) as [Lifetime, ...Lifetime[]]

/** Any other value is `ttl_blank`, as the original's clients expect. */
export const Lifetime = z.enum(lifetimes, { error: 'ttl_blank' })
