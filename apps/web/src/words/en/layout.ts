import { numberWords } from '../plural.ts'
import { room } from '../room.ts'

/** What surrounds every page. */
export const layout = room('layout', {
  skip: 'Skip to the content',
  main: 'Main',
  home: 'Home',
  search: 'Search',
  settings: 'Settings',
  signIn: 'Sign in',
  join: 'Join',
  notifications: 'Notifications',
  messages: 'Messages',
  profile: 'Profile',
  /** Below the icons of a narrow phone: nine letters at most. */
  short: { notifications: 'Alerts', messages: 'Messages', profile: 'Profile', settings: 'Settings' },
  newCrud: 'New crud',
  fresh: (n: number) => `${numberWords(n)} new`,
  aside: 'About Cruddur',
  posted: 'Posted.',
  seeIt: 'See it',
  sessionEnded: 'Your session has ended.',
  signInAgain: 'Sign in again',
})
