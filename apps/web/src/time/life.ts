import { useHasCome } from '../client/clock/ticker.ts'

/** The fade takes this long, in milliseconds, and is over when the crud's time is. */
export const fade = 700

export type Life = 'alive' | 'leaving' | 'gone'

/** `alive`, then `leaving` for the last moment, then `gone`: at its end nothing of it is left to see. */
export function useLife(expiresAt: string): Life {
  const end = Date.parse(expiresAt)
  const gone = useHasCome(end)
  const leaving = useHasCome(end - fade)
  return gone ? 'gone' : leaving ? 'leaving' : 'alive'
}
