import { room } from '../../room.ts'

/** What a paragraph says first, in bold, and the rest of it. */
export type Point = readonly [first: string, rest: string]

const promises: readonly Point[] = [
  [
    'Gone means gone for everybody.',
    'Each time anything is read, our database checks by its own clock whether the crud is still live. There are no exceptions: not for its author, not for us.',
  ],
  [
    'The clock starts when you post, and nothing winds it back.',
    'No reply, like, repost or edit gives a crud another second.',
  ],
  ['Nothing made from a crud outlives it.', 'Whatever points at a crud holds its number, never its words.'],
  ['Threads end together.', 'A reply never lives longer than what it replies to.'],
  [
    'Pictures and videos end with their crud.',
    'Cruddur has none yet. When it does, their addresses will stop working when the crud ends.',
  ],
  ['Numbers give nothing away.', 'No count and no list reveals that an expired crud was ever there.'],
  ['What can’t be recalled carries no words.', 'We never put the words of a crud into an e-mail or a push message.'],
  [
    'It leaves open pages too.',
    'When its time is up, a crud fades from every screen it is on. Nothing keeps a copy for longer, not even the browser’s cache.',
  ],
  [
    'It is erased, not hidden.',
    'Within 60 seconds of its end, when all runs as it should, the row is deleted from our database. We measure how late we are, and our health check fails when we are too late. Our logs never hold what you write.',
  ],
  [
    'Evidence is narrow.',
    'When somebody reports a crud, a copy is kept for the moderators of this server, if it has any, and Cruddur shows it to nobody else. Each look at it is recorded, and the copy expires too.',
  ],
]

const limits: readonly Point[] = [
  [
    'People can remember.',
    'They can take screenshots or copy words. No service can prevent that. Say here what may be read for a while, not what nobody must ever read.',
  ],
  [
    'Deleted bytes stay on the disk for a while.',
    'A deleted row cannot be read through the database any more. Its bytes can stay in the database’s files and in its journal of changes for a while. They’re encrypted, and nobody can read them once their key is destroyed: at the latest a minute after the minute in which the words were to end.',
  ],
  [
    'Whoever runs the server can read what is still there.',
    'Cruds and direct messages are stored encrypted, but the server has the keys until they end. What is gone is gone for the operator too.',
  ],
  [
    'Backups are the operator’s duty.',
    'Cruddur makes none by itself. A backup never holds the keys, so its words end with them. Whoever copies the keys as well must say so, and delete the copies as fast as they promise to forget.',
  ],
  [
    'Other people’s programs',
    'can read what is public, just as you can. We tell search engines not to archive it, but we can’t make anybody obey.',
  ],
]

export const about = room('about', {
  heading: 'How forgetting works',
  lead: 'On Cruddur everything you say has an end, and you choose it when you say it: one hour, three or twelve; one day, three, seven or thirty. Then it is gone. This page says what that means, and what it cannot mean.',
  whatWePromise: 'What we promise',
  promises,
  whatGoneCannotMean: 'What “gone” cannot mean',
  limits,
  howItIsDone: 'How it is done',
  how: 'Other services delete with a program that runs now and then. Until it runs, everything that should be gone is still there. Here every question to the database asks only for what is live at that instant. Deletion comes after, and if it were late, you would still see nothing. All of this is public source code, with a test for each promise.',
  seeAlso: 'See also the <terms>terms</terms> and <privacy>what we keep about you</privacy>.',
})
