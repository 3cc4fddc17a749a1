import { useHasCome } from '../client/clock/ticker.ts'

/** How long something fades before it is gone, in milliseconds. The fade ends at the deadline. */
export const fadeMs = 700

export type Life = 'alive' | 'leaving' | 'gone'

/** `alive`, then `leaving` while it fades, then `gone`: from its deadline on nothing of it may be shown. */
export function useLife(expiresAt: string): Life {
  const end = Date.parse(expiresAt)
  const gone = useHasCome(end)
  const leaving = useHasCome(end - fadeMs)
  return gone ? 'gone' : leaving ? 'leaving' : 'alive'
}
