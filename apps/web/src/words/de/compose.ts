import { plural } from '../plural.ts'
import type { words } from '../words.ts'

export const compose: typeof words.compose = {
  yourCrud: 'Dein Crud',
  sayIt: 'Sag es. Es bleibt nicht.',
  onYourMind: 'Was beschäftigt dich? Es bleibt nicht.',
  writeReply: 'Eine Antwort schreiben',
  yourReplyTo: (handle) => `Deine Antwort an @${handle}`,
  replyTo: (handle) => `@${handle} antworten`,
  replyHint: 'Alle können sie lesen. Sie endet mit dem Crud, auf den du antwortest.',
  end: 'Alle können das lesen. Weg <end/>.',
  forgetAfter: 'Lebt',
  crudIt: 'Crudden',
  pending: 'Dein Crud, noch nicht veröffentlicht',
  posting: 'Wird veröffentlicht …',
  notPosted: 'Nicht veröffentlicht',
  failed: 'Was du geschrieben hast, ließ sich nicht veröffentlichen.',
  seeWhy: 'Warum?',
  drafts: 'Entwürfe',
  draftOf: {
    crud: 'Crud',
    reply: 'Antwort',
    message: (handle) => `Nachricht an @${handle}`,
  },
  draftsHint:
    'Entwürfe gibt es nur auf diesem Gerät. Jeder wird 30 Tage nach der letzten Änderung gelöscht, und alle, wenn du dich abmeldest.',
  draftDeleted: (day) => `wird am ${day} gelöscht`,
  startNew: 'Speichern und neu anfangen',
  noOtherDrafts: 'Keine anderen Entwürfe.',
  continueDraft: 'Weiterschreiben',
  deleteDraft: '<unseen>Diesen Entwurf </unseen>Löschen',
}

export const writing: typeof words.writing = {
  emoji: 'Emoji',
  searchEmoji: 'Emoji suchen',
  kindOfEmoji: 'Art der Emoji',
  emojiGroups: {
    0: 'Smileys und Gefühle',
    1: 'Menschen und Körper',
    3: 'Tiere und Natur',
    4: 'Essen und Trinken',
    5: 'Reisen und Orte',
    6: 'Aktivitäten',
    7: 'Gegenstände',
    8: 'Symbole',
    9: 'Flaggen',
  },
  emojiFound: (n) => plural(n, { other: '# gefunden' }),
  noEmoji: 'Keine Emoji gefunden.',
  tooMany: (n) => plural(n, { other: '# Zeichen zu viel' }),
  left: (n) => plural(n, { other: 'Noch # Zeichen' }),
  edit: 'Bearbeiten',
  discard: 'Verwerfen',
  sendFirst: 'Schick erst ab, was du gerade schreibst, oder lösche es. Dann kannst du das hier bearbeiten.',
  people: 'Personen',
  hashtags: 'Hashtags',
  suggestions: (n) =>
    plural(n, {
      one: '# Vorschlag. Wähle mit den Pfeiltasten.',
      other: '# Vorschläge. Wähle mit den Pfeiltasten.',
    }),
}
