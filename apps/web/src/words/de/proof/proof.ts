import type { words } from '../../words.ts'

export const proof: typeof words.proof = {
  heading: 'Beweis',
  lead: 'Du sollst uns nicht glauben müssen. Hier steht, was wir versprechen, wie gut dieser Server es gehalten hat und wie du das nachprüfst.',

  promised: 'Was wir versprechen',
  promises: {
    gate: [
      'Pünktlich weg, für alle',
      'Ist seine Zeit um, kann niemand einen Crud mehr lesen: auf keiner Seite, auch nicht, wer ihn geschrieben hat.',
    ],
    clock: [
      'Keine Verlängerung',
      'Nichts gibt einem Crud auch nur eine Sekunde dazu. Die Datenbank selbst lehnt es ab.',
    ],
    traces: [
      'Nichts davon bleibt',
      'Likes, Reposts und Mitteilungen verweisen auf einen Crud. Seine Worte enthalten sie nie.',
    ],
    threads: ['Antworten enden mit ihm', 'Eine Antwort überlebt nie das, worauf sie antwortet.'],
    counts: ['Keine Zahl verrät ihn', 'Keine Zahl, keine Liste und kein Suchergebnis zeigt, dass es ihn gab.'],
    pages: [
      'Er verschwindet auch aus offenen Seiten',
      'Ist seine Zeit um, geht er von jedem Bildschirm, ohne dass jemand neu lädt.',
    ],
    erased: [
      'In 60 Sekunden gelöscht',
      'Die Zeile wird gelöscht, nicht versteckt. Wir messen, wie spät wir dran sind.',
    ],
    evidence: [
      'Beweismittel bleiben eng begrenzt',
      'Wird er gemeldet, bekommt die Moderation eine versiegelte Kopie, und auch die endet.',
    ],
    keys: [
      'Kopien werden unlesbar',
      'Worte werden verschlüsselt gespeichert, mit dem Schlüssel der Minute, in der sie enden. Sobald diese Minute vorbei ist, wird er vernichtet. Dann, spätestens eine Minute nach dem Ende, sind auch Kopien der Datenbank und Backups nicht mehr lesbar.',
    ],
  },
  test: 'Test',
  testOf: (promise) => `Der Test zu: ${promise}`,
}
