import { AppError } from '@cruddur/contract/app-error'

/** How many streams may be open at once on one server. */
export const streamLimits = { person: 20, address: 500, server: 10_000 }

const retryAfterSeconds = 30

/** Counts open streams by person and address. Returns a function that takes a place and returns one that frees it. */
export function createAdmission(limits = streamLimits) {
  const open = new Map<string, number>()
  const add = (key: string, change: number) => {
    const count = (open.get(key) ?? 0) + change
    if (count > 0) open.set(key, count)
    else open.delete(key)
  }

  /** @throws AppError `rate_limited` when all places are taken */
  return ({ sub, address }: { sub: string | undefined; address: string }): (() => void) => {
    const places: [string, number][] = [
      ['server', limits.server],
      [`address ${address}`, limits.address],
      ...(sub ? [[`person ${sub}`, limits.person] as [string, number]] : []),
    ]
    for (const [key, limit] of places) {
      if ((open.get(key) ?? 0) >= limit) throw new AppError('rate_limited', { retryAfter: retryAfterSeconds })
    }
    for (const [key] of places) add(key, 1)
    return () => {
      for (const [key] of places) add(key, -1)
    }
  }
}
