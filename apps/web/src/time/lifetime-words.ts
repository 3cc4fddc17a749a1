import type { Lifetime } from '@cruddur/contract/lifetimes'

export const lifetimeWords: Readonly<Record<Lifetime, string>> = {
  '30-days': '30 days',
  '7-days': '7 days',
  '3-days': '3 days',
  '1-day': '1 day',
  '12-hours': '12 hours',
  '3-hours': '3 hours',
  '1-hour': '1 hour',
}
