import { numberWords } from '../plural.ts'
import type { words } from '../words.ts'

export const layout: typeof words.layout = {
  skip: 'Zum Inhalt springen',
  main: 'Hauptmenü',
  home: 'Start',
  search: 'Suche',
  settings: 'Einstellungen',
  signIn: 'Anmelden',
  join: 'Beitreten',
  notifications: 'Mitteilungen',
  messages: 'Nachrichten',
  profile: 'Profil',
  short: { notifications: 'Neues', messages: 'Chats', profile: 'Profil', settings: 'Optionen' },
  newCrud: 'Neuer Crud',
  fresh: (n) => `${numberWords(n)} neu`,
  aside: 'Über Cruddur',
  posted: 'Veröffentlicht.',
  seeIt: 'Ansehen',
  sessionEnded: 'Deine Sitzung ist abgelaufen.',
  signInAgain: 'Wieder anmelden',
}

export const trouble: typeof words.trouble = {
  reload: 'Neu laden',
  kinds: {
    offline: {
      heading: 'Du bist offline',
      words: 'Dieser Teil von Cruddur ist noch nicht auf deinem Gerät. Er öffnet sich, sobald du wieder online bist.',
    },
    unreachable: {
      heading: 'Cruddur ist nicht erreichbar',
      words: 'Prüfe deine Verbindung und versuch es noch einmal.',
    },
    'newer-version': {
      heading: 'Es gibt eine neuere Version von Cruddur',
      words: 'Lade neu, um damit weiterzumachen. Deine Entwürfe bleiben erhalten.',
    },
    fault: {
      heading: 'Das ließ sich nicht laden',
      words: 'Das liegt an uns. Versuch es noch einmal oder lade neu. Deine Entwürfe bleiben erhalten.',
    },
    broken: {
      heading: 'Hier ist etwas kaputtgegangen',
      words: 'Das liegt an uns. Neu laden hilft meistens. Deine Entwürfe bleiben erhalten.',
    },
  },
}

export const sidebar: typeof words.sidebar = {
  whatWePromise: 'Was wir versprechen',
  promises: [
    'Wenn seine Zeit um ist, ist ein Crud weg: für alle und aus jeder Liste.',
    'Nichts verlängert sie: keine Antwort, keine Änderung, nicht einmal du.',
    'Antworten enden mit dem, worauf sie antworten.',
    'Binnen einer Minute ist er aus unserer Datenbank gelöscht, nicht versteckt.',
  ],
  howItWorks: 'So funktioniert das Vergessen',
  about: 'Über Cruddur',
  proof: 'Beweis',
  terms: 'Nutzungsbedingungen',
  privacy: 'Datenschutz',
}

export const shortcuts: typeof words.shortcuts = {
  heading: 'Tastenkürzel',
  enter: 'Enter',
  ctrlEnter: 'Strg Enter',
  commandEnter: '⌘ Enter',
  compose: 'Einen Crud schreiben',
  next: 'Nächster Crud oder nächste Person',
  previous: 'Voriger Crud oder vorige Person',
  open: 'Den Crud öffnen',
  reply: 'Auf den Crud antworten',
  like: 'Den Crud liken',
  repost: 'Den Crud reposten',
  search: 'Suchen',
  post: 'Veröffentlichen, was du geschrieben hast',
  show: 'Diese Tastenkürzel anzeigen',
}
