import { type KeptDataName, keptData } from '@cruddur/contract/kept-data'
import { room } from '../room.ts'

type Kept = Readonly<Record<KeptDataName, readonly [name: string, words: string]>>

export const privacy = room('privacy', {
  heading: 'Privacy',
  lead: 'What we keep, why, and for how long.',
  kept: Object.fromEntries(keptData.map(({ name, words }) => [name, [name, words]])) as unknown as Kept,
  device: 'On your device',
  cookies:
    'Cookies that are set when you sign up or sign in: one keeps you signed in, one tells the server that it is the same browser. Scripts cannot read them, only the sign-in part of this site receives them, and they track nothing.',
  storage:
    'In the browser’s storage: that you were signed in (one digit), the appearance, the language, the lifetime and the view of home you chose, how far you scrolled, and your own drafts and posts that have not arrived. Drafts are removed when you post, when you sign out, and after 30 days. The app’s own files, so that it starts without a network. Never anybody’s published cruds, and never a key to your account.',
  nobodyElse: 'No advertising, no analytics, nothing loaded from anybody else’s servers.',
  logsHeading: 'Logs',
  logs: 'The server records that a request came, when, and how it ended. It does not record what you write or search for, your network address, your e-mail address or your password. If the operator has put a proxy in front of the server, that may keep a log of its own.',
  limitsHeading: 'What we cannot promise',
  limits:
    'Readers can take screenshots. Whoever runs this server has the keys to what is still there, and can read it. Deleted bytes stay on the disk and in backups for a while, but nobody can read words in them once their key is destroyed. Names, and who wrote when, aren’t encrypted: deleting backups in time is the operator’s duty. <about>The page on forgetting</about> says more.',
  rightsHeading: 'What you can do',
  rights:
    'You can change your name and bio yourself. In <settings>your settings</settings> you can save a copy of everything we keep about you, and delete your account with everything in it. After that nobody can take its handle for 30 days. Cruds that have expired are not in the copy: there is nothing left to copy.',
})
