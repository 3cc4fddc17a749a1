import type { words } from '../words.ts'

export const home: typeof words.home = {
  everyPostEnds: 'Jeder Beitrag endet.',
  youChooseWhen:
    'Du bestimmst, wann: nach einer Stunde bis dreißig Tagen. Dann wird er gelöscht, überall, innerhalb einer Minute.',
  join: 'Jetzt mitmachen',
  howItWorks: 'So geht’s',
  whatItShows: 'Was die Startseite zeigt',
  all: 'Alle',
  following: 'Gefolgt',
  endingSoon: 'Bevor es weg ist',
}
