import { deviceStorage } from '../client/device-storage.ts'

/** How long a burn can be undone before it is sent, in milliseconds. */
export const undoMs = 8_000

/** A crud that somebody decided to burn: its uuid, whose it is, and when to send it, in epoch milliseconds of the device. */
export type Burn = { uuid: string; person: string; due: number }

const key = 'cruddur.burns'

function isBurn(value: unknown): value is Burn {
  const { uuid, person, due } = (value ?? {}) as Partial<Burn>
  return typeof uuid === 'string' && typeof person === 'string' && typeof due === 'number'
}

/** The burns that this device has not sent yet, by whichever tab. Of a crud only its uuid is stored. */
export function readBurns(): Burn[] {
  try {
    const stored: unknown = JSON.parse(deviceStorage.getItem(key) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isBurn) : []
  } catch {
    return []
  }
}

export function changeBurns(change: (burns: Burn[]) => Burn[]): void {
  const burns = change(readBurns())
  if (burns.length > 0) deviceStorage.setItem(key, JSON.stringify(burns))
  else deviceStorage.removeItem(key)
}

/** Calls the listener when another tab begins, undoes or sends a burn. */
export function onBurnsElsewhere(listener: () => void): void {
  addEventListener('storage', (event) => (event.key === key || event.key === null) && listener())
}
