import type { words } from '../words.ts'

export const time: typeof words.time = {
  left: (duration) => `noch ${duration}`,
  gone: 'weg',
  now: 'jetzt',
  goneAt: (moment) => `weg ${moment}`,
  goneOn: (instant) => `Weg am ${instant}`,
}
