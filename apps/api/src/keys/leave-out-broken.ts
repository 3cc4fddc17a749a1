import { type KeyRing, SealBroken } from '@cruddur/key-ring/key-ring.port'
import type { FastifyBaseLogger } from 'fastify'

/**
 * A ring to which words with a broken seal are gone, as those whose key is destroyed: one row that cannot be opened must not take a
 * whole list down. It logs that once for each table, without words.
 */
export function leaveOutBroken(ring: KeyRing, log: Pick<FastifyBaseLogger, 'error'>): KeyRing {
  const logged = new Set<string>()
  return {
    ...ring,
    open(sealed, place) {
      try {
        return ring.open(sealed, place)
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error
        const [table = ''] = place.split('.')
        if (!logged.has(table)) {
          log.error({ table }, 'sealed words cannot be opened and are left out: see "Keys" in docs/operate.md')
        }
        logged.add(table)
        return undefined
      }
    },
  }
}
