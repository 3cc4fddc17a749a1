import { type Lifetime, lifetimes } from '@cruddur/contract/lifetimes'
import { deviceStorage } from '../../client/device-storage.ts'

const key = 'cruddur.lifetime'

/** The lifetime that was chosen last on this device. */
export function rememberedLifetime(): Lifetime {
  return lifetimes.find((lifetime) => lifetime === deviceStorage.getItem(key)) ?? '7-days'
}

export function rememberLifetime(lifetime: Lifetime): void {
  deviceStorage.setItem(key, lifetime)
}
