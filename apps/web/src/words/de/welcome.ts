import type { words } from '../words.ts'

export const welcome: typeof words.welcome = {
  heading: 'Willkommen',
  toBegin: 'anzufangen',
  step: (n, of) => `Schritt ${n} von ${of}`,
  next: 'Weiter',
  skipAll: 'Alles überspringen',
  notNow: 'Jetzt nicht',
  lifetime: {
    heading: 'Alles, was du hier sagst, endet',
    words: 'Wann, bestimmst du bei jedem Crud. Wie lange sollen neue leben, wenn du nichts anderes sagst?',
    legend: 'Neue Cruds leben',
    hint: 'Damit beginnt das Schreibfeld. Bei jedem Crud kannst du immer noch etwas anderes wählen.',
    saved: (lifetime) => `Neue Cruds beginnen mit: ${lifetime}.`,
    failed: 'Das ließ sich nicht speichern.',
  },
  you: {
    heading: 'Das bist du',
    words:
      'Wähle den Buchstaben und die Farbe, die neben dem stehen, was du sagst. Ändern kannst du sie in den Einstellungen, deinen Namen und den Text über dich in deinem Profil.',
  },
  people: {
    heading: 'Leute finden',
    words:
      'Folge, wem du magst. Ihre Cruds stehen unter „Gefolgt“. Ist noch niemand hier, dann bist du früh dran: Sag etwas, und sie finden dich.',
  },
  first: {
    heading: 'Sag etwas für eine Stunde',
    label: 'Dein Crud',
    placeholder: 'Sag es. Es bleibt nicht.',
  },
  sample: {
    explained: 'Ein Beispiel: Ein Crud, der noch zehn Sekunden lebt, brennt ab und ist weg.',
    author: 'Mira',
    words: 'Kuchen für alle im dritten Stock. Lauft!',
    gone: 'Weg. Niemand kann ihn zurückholen. Nicht einmal wir.',
    pause: 'Anhalten',
    goOn: 'Weiter',
    again: 'Noch einmal ansehen',
  },
  empty: {
    heading: 'Hier ist es still',
    words: 'Gerade lebt hier nichts. Sag als Erste oder Erster etwas. Es bleibt nicht.',
    write: 'Den ersten Crud schreiben',
    join: 'Mitmachen und den ersten Crud schreiben',
  },
}
