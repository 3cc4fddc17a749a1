import { AppError } from '@cruddur/contract/app-error'

/** Streams that may be open at once on one server. */
export const streamLimits = { person: 20, address: 200, server: 10_000 }

/** Seconds after which a place may be free. */
const retryAfter = 30

/** Counts open streams by whose they are. A function that takes a place and gives one that frees it again. */
export function createAdmission(limits = streamLimits) {
  const open = new Map<string, number>()
  const add = (key: string, count: number) => {
    const left = (open.get(key) ?? 0) + count
    if (left > 0) open.set(key, left)
    else open.delete(key)
  }

  /** @throws AppError `rate_limited` when there are enough */
  return ({ sub, address }: { sub: string | undefined; address: string }): (() => void) => {
    const places: [string, number][] = [
      ['server', limits.server],
      [`address ${address}`, limits.address],
      ...(sub ? [[`person ${sub}`, limits.person] as [string, number]] : []),
    ]
    for (const [key, limit] of places) {
      if ((open.get(key) ?? 0) >= limit) throw new AppError('rate_limited', { retryAfter })
    }
    for (const [key] of places) add(key, 1)
    return () => {
      for (const [key] of places) add(key, -1)
    }
  }
}
