import { room } from '../../room.ts'

/** What asks a visitor to sign in or join. What they wanted to do is said by whoever asks. */
export const invitation = room('invitation', {
  joinTo: (what: string) => `Join to ${what}`,
  signInTo: (what: string) => `Sign in to ${what}`,
  whatItTakes: 'It takes a name, a handle and an e-mail address. You’ll come back to this page.',
  signIn: 'Sign in',
  joinNow: 'Join now',
  heading: 'Every post ends',
  words: 'You choose when, from an hour to thirty days. Then it is erased, everywhere, within a minute.',
})
