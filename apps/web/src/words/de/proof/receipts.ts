import type { words } from '../../words.ts'

export const receipts: typeof words.receipts = {
  ended: 'Etwas von dir hat geendet',
  minute: (time) => `Es war pünktlich weg. Sieh nach, dass der Schlüssel von ${time} vernichtet ist.`,
}
