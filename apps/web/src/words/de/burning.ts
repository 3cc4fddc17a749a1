import type { words } from '../words.ts'

export const burning: typeof words.burning = {
  title: 'Jetzt verbrennen?',
  yes: 'Verbrennen',
  no: 'Behalten',
  whatHappens:
    'Er verschwindet für alle, mit jeder Antwort, jedem Like und jedem Repost. Du hast 8 Sekunden, es rückgängig zu machen. Danach kann ihn niemand zurückholen. Nicht einmal wir.',
  burning: 'Dein Crud brennt.',
  late: 'Noch nicht verbrannt: Cruddur ist nicht erreichbar. Wir versuchen es weiter.',
  undo: 'Rückgängig',
  burnt: 'Verbrannt. Er ist für alle weg.',
  failed: 'Das ließ sich nicht verbrennen.',
}
