import type { words } from '../words.ts'

export const ui: typeof words.ui = {
  close: 'Schließen',
  back: 'Zurück',
  oneMoment: 'Einen Moment …',
  tryAgain: 'Noch einmal versuchen',
  loadMore: 'Mehr laden',
  loading: { cruds: 'Cruds werden geladen', people: 'Personen werden geladen' },
  offlineHeading: 'Du bist anscheinend offline',
  unreachable: 'Cruddur ist nicht erreichbar. Prüfe deine Verbindung und versuch es noch einmal.',
  failedHeading: 'Das hat nicht geklappt',
}
