import { plural } from '../../plural.ts'
import { room } from '../../room.ts'

/** What comes below the promises. */
export const proofDetails = room('proofDetails', {
  tryIt: 'Try it',
  tryItWords:
    'Watch a crud end. The server writes one for you, with words drawn by chance, and it lives one minute. That’s shorter than anybody can choose for their own, so that you don’t have to wait an hour. Everything else is real: the same table, the same key, the same addresses. No feed shows it.',
  start: 'Write a one-minute crud',
  again: 'Write another one',
  startFailed: 'That didn’t work.',
  oneMinute: 'A crud of one minute',
  wordsGone: 'Its words are gone. Your browser has dropped them too.',
  living: 'It’s alive. Open it in another window if you like.',
  open: 'Open it',
  watched: 'What the server answers',
  address: 'Address',
  answer: 'Answer',
  views: { crud: 'The crud', thread: 'Its page', profile: 'Its author’s list', search: 'The search for its words' },
  there: (status: number) => `${status} · there`,
  gone: (status: number) => `${status} · gone`,
  unknown: 'no answer',
  ended: 'It’s gone from every address. Now its key has to go: that happens when this minute is over.',
  destroyed: (line: string) => `Its key is destroyed. Line ${line} of the log says so.`,
  until: (time: string) => `The key’s minute is over at ${time}.`,

  late: 'How late were we?',
  now: 'Late right now',
  worst: 'Worst in 30 days',
  notLate: 'Nothing is late',
  erasedHour: 'Erased in the last full hour',
  keysHour: 'Keys destroyed in it',
  noHour: 'not yet',
  graphDays: 'The longest wait for erasure, each day',
  graphHours: 'The longest wait for erasure, each hour',
  graph: (periods: number, worst: string, over: number) =>
    `${plural(periods, { one: '# period', other: '# periods' })}. The longest wait was ${worst}. ${plural(over, { one: 'One was', other: '# were' })} over 60 seconds.`,
  limit: '60 s: what we promise',
  lateWords:
    'This is the longest that anything can have waited between its end and its erasure. We measure it all the time, whether there’s something to erase or not, so it tells nothing about anybody. Time in which no server ran counts too. Nobody can read anything meanwhile: what has ended is hidden before it’s erased.',
  table: 'The same as a table',
  period: 'Time',
  wait: 'Longest wait',
  rows: 'Erased',
  noHours: 'This server has just started. The first numbers come within a minute.',
  bucketWords:
    'Counts are shown as ranges, and blurred by chance, so that nobody can tell one person’s crud from them.',

  log: 'The log of destroyed keys',
  logWords:
    'Each minute has a key, whether anybody wrote something or not. When it’s destroyed, the server adds a line to a public log. Each line holds the hash of the one before it, and the server’s signature. So nobody can change or remove a line later without being noticed.',
  check: 'Check it yourself, in a copy of the source:',
  checkWords:
    'It reads the whole log, and says what that proves and what it doesn’t. It has no dependencies, so you can read it first.',
  latest: 'The latest line',
  none: 'There’s no line yet. The first comes when a minute is over.',
  receipt: 'Your receipt',
  receiptWords: 'Something you wrote ended in this minute. This line says that the key of the minute is destroyed.',
  receiptWaiting: 'The line of this minute isn’t there yet. It comes when the minute is over.',
  receiptNone: 'The log has no line for this minute.',
  line: 'Line',
  minute: 'Minute',
  minutes: (n: number) => plural(n, { one: '# minute', other: '# minutes' }),
  keys: 'Keys destroyed',
  gap: 'Key gone after',
  hash: 'Hash',
  signedBy: 'Signed by key',
  json: 'The log as JSON',

  readers: 'Who can read a crud?',
  readersCaption: 'Who can read the words of a crud, and when',
  who: 'Who',
  whileAlive: 'While it lives',
  atEnd: 'At its end',
  keyGone: 'Once its key is gone',
  yes: 'yes',
  no: 'no',
  readerNames: {
    anybody: 'Anybody on Cruddur',
    author: 'Its author',
    moderators: 'Moderators, if it was reported',
    operator: 'Whoever runs the server',
    backup: 'Somebody with a copy of the database',
    both: 'Somebody who copied the database and its keys while it lived',
    screenshot: 'Somebody who took a screenshot',
  } as Readonly<Record<ReaderName, string>>,
  sealed: 'a sealed copy, 30 days at most',
  untilKey: 'until its key is gone',
  readersWords:
    'The last two are what nobody can prevent: a copy of the keys made while they lived, and what people keep. Old blocks of an SSD may hold a key for a while too. <a>The long answer</a> is written for people who don’t believe us.',

  operator: 'What the operator says',
  backups: 'Backups',
  backupsUnknown:
    'The operator hasn’t said for how long backups are kept. Backups of the database can’t be read once the keys are gone. A backup of the keys would undo that.',
  backupsNone: 'The operator says that none are made.',
  backupDays: (days: number) =>
    `The operator says that backups are kept for ${plural(days, { one: '# day', other: '# days' })}, without the keys.`,
  moderators: 'Moderators',
  moderatorsSome: 'This server has moderators. They read reports and the sealed copies in them. Each look is recorded.',
  moderatorsNone: 'This server has none. Nobody reads reports.',
  messages: 'Direct messages',
  messagesHere: 'They’re in the same database, encrypted the same way.',
  messagesAtAmazon:
    'They’re in a table at Amazon (DynamoDB). The counts above include them, from when their minute is over and their words are gone. Amazon deletes what’s left of them later.',
  whatRuns: 'What runs here',
  version: (version: string) => `Cruddur ${version}`,
  commit: 'Commit',
  commitUnknown: 'This server doesn’t know its commit.',
  source: 'Its source',
})

export type ReaderName = 'anybody' | 'author' | 'moderators' | 'operator' | 'backup' | 'both' | 'screenshot'
