import { type Lifetime, lifetimes } from '@cruddur/contract/lifetimes'
import { deviceStorage } from '../../ui/device-storage.ts'

export const lifetimeWords: Readonly<Record<Lifetime, string>> = {
  '30-days': '30 days',
  '7-days': '7 days',
  '3-days': '3 days',
  '1-day': '1 day',
  '12-hours': '12 hours',
  '3-hours': '3 hours',
  '1-hour': '1 hour',
}

const key = 'cruddur.lifetime'

/** What was chosen last on this device. */
export const rememberedLifetime = (): Lifetime =>
  lifetimes.find((lifetime) => lifetime === deviceStorage.getItem(key)) ?? '7-days'

export const rememberLifetime = (lifetime: Lifetime): void => deviceStorage.setItem(key, lifetime)
