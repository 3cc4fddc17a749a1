import type { words } from '../words.ts'

export const settings: typeof words.settings = {
  heading: 'Einstellungen',
  sections: 'Abschnitte',
  account: 'Konto',
  appearance: 'Aussehen',
  themes: { system: 'System', dark: 'Dunkel', light: 'Hell' },
  keyboard: 'Tastatur',
  keyboardHint: 'Durch Cruds gehen, antworten und veröffentlichen, ohne die Tastatur zu verlassen.',
  showShortcuts: 'Tastenkürzel anzeigen',
  writing: 'Schreiben',
  privacy: 'Privatsphäre',
  data: 'Deine Daten',
  about: 'Über Cruddur',
  aboutPage: 'So funktioniert das Vergessen',
  terms: 'Nutzungsbedingungen',
  privacyPage: 'Datenschutz',
}
