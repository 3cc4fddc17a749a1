import { room } from '../room.ts'

export const time = room('time', {
  /** In few letters: "2h 05m left". */
  left: (duration: string) => `${duration} left`,
  gone: 'gone',
  now: 'now',
  goneOn: (instant: string) => `Gone on ${instant}`,
})
