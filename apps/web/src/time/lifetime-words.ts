import type { Lifetime } from '@cruddur/contract/lifetimes'
import { unitWords } from './units.ts'

export const lifetimeWords: Readonly<Record<Lifetime, string>> = {
  '30-days': unitWords(30, 'day', 'long'),
  '7-days': unitWords(7, 'day', 'long'),
  '3-days': unitWords(3, 'day', 'long'),
  '1-day': unitWords(1, 'day', 'long'),
  '12-hours': unitWords(12, 'hour', 'long'),
  '3-hours': unitWords(3, 'hour', 'long'),
  '1-hour': unitWords(1, 'hour', 'long'),
}
