import type { words } from '../words.ts'

export const reports: typeof words.reports = {
  reportCrud: (handle) => `Diesen Crud von @${handle} melden`,
  reportPerson: (handle) => `@${handle} melden`,
  aboutCrud: (handle) =>
    `Für die Moderation wird eine Kopie aufbewahrt, denn der Crud kann weg sein, bevor jemand hinsieht. Cruddur zeigt die Kopie sonst niemandem, und auch sie endet. @${handle} erfährt nichts davon.`,
  aboutPerson: (handle) =>
    `Die Moderation sieht, um wen es geht und was du hier schreibst. @${handle} erfährt nichts davon.`,
  haveModerators: 'Die Moderation dieses Servers wird sie sehen.',
  noModerators:
    'Dieser Server hat keine Moderation, also sieht sich niemand deine Meldung an. Mit Stummschalten oder Blockieren hältst du es dir fern.',
  thanks: 'Danke für deine Meldung.',
  send: 'Meldung abschicken',
  whatIsWrong: 'Was stimmt daran nicht?',
  note: 'Anmerkung',
  noteHint: 'Was die Moderation sonst noch wissen sollte. Freiwillig.',
  reasons: {
    spam: 'Spam oder Betrug',
    harassment: 'Belästigung',
    hate: 'Hass',
    violence: 'Drohung oder Gewalt',
    sexual: 'Unerwünschte sexuelle Inhalte',
    illegal: 'Rechtswidrig',
    other: 'Etwas anderes',
  },
}
