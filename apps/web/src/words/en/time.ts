import { room } from '../room.ts'

export const time = room('time', {
  /** In few letters: "2h 05m left". */
  left: (duration: string) => `${duration} left`,
  gone: 'gone',
  now: 'now',
  /** Below a crud, after the time left: "gone Thu 14:00". */
  goneAt: (moment: string) => `gone ${moment}`,
  goneOn: (instant: string) => `Gone on ${instant}`,
})
