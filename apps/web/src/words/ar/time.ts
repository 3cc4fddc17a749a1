import type { words } from '../words.ts'

export const time: typeof words.time = {
  left: (duration) => `بقي ${duration}`,
  gone: 'زال',
  now: 'الآن',
  goneAt: (moment) => `يزول ${moment}`,
  goneOn: (instant) => `يزول في ${instant}`,
}
