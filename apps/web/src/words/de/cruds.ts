import { plural } from '../plural.ts'
import type { words } from '../words.ts'

export const cruds: typeof words.cruds = {
  by: (name) => `Crud von ${name}`,
  reposted: 'hat das repostet',
  replyingTo: (handle) => `Antwort an @${handle}`,
  replyingToCrud: 'Antwort auf einen Crud',
  showMore: 'Mehr anzeigen',
  reply: 'Antworten',
  replies: (n) => plural(n, { one: '# Antwort', other: '# Antworten' }),
  share: 'Teilen',
  more: 'Mehr',
  like: {
    name: 'Liken',
    count: (n) => plural(n, { one: '# Like', other: '# Likes' }),
    to: 'das zu liken',
  },
  repost: {
    name: 'Reposten',
    count: (n) => plural(n, { one: '# Repost', other: '# Reposts' }),
    to: 'das zu reposten',
  },
  ended: (name) => `Ein Crud von ${name} ist weg.`,
  linkCopied: 'Link kopiert. Er funktioniert, bis der Crud weg ist.',
  copyFailed: 'Der Link ließ sich nicht kopieren. Öffne den Crud und kopiere seine Adresse.',
  list: 'Cruds',
}

export const crudMenu: typeof words.crudMenu = {
  shorten: 'Früher enden lassen',
  burn: 'Jetzt verbrennen',
  report: 'Diesen Crud melden',
  toReport: 'das zu melden',
  likeFailed: 'Das Like hat nicht geklappt.',
  unlikeFailed: 'Dein Like ließ sich nicht zurücknehmen.',
  repostFailed: 'Das Reposten hat nicht geklappt.',
  unrepostFailed: 'Dein Repost ließ sich nicht zurücknehmen.',
  onlyForward: 'Du kannst sein Ende vorverlegen, aber nie hinausschieben. Seine Antworten enden mit ihm.',
  tooLate: 'Er endet so bald, dass du ihn nur noch jetzt verbrennen kannst.',
  shortenIt: 'Verkürzen',
  forgetAfter: 'Er lebt noch',
  chooseEnd: 'Wähle, wann er enden soll.',
  nowEnds: (instant) => `Er endet jetzt am ${instant}.`,
}

export const feeds: typeof words.feeds = {
  newCruds: (n) => plural(n, { one: '# neuer Crud', other: '# neue Cruds' }),
  newCrudsFailed: 'Die neuen Cruds ließen sich nicht laden.',
  quiet: 'Hier ist es still',
  nobodyFollowed: 'Von Leuten, denen du folgst, lebt gerade nichts, oder du folgst noch niemandem.',
  seeAll: 'Sieh, was alle sagen',
}
