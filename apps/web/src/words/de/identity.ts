import type { words } from '../words.ts'

export const identity: typeof words.identity = {
  show: 'Anzeigen',
  hide: 'Verbergen',
  whatITyped: 'was ich eingegeben habe',
  code: 'Code',
  codeHint: 'Die Ziffern aus der E-Mail, die wir dir geschickt haben.',
  confirm: 'Bestätigen',
  confirmed: 'Deine E-Mail-Adresse ist bestätigt. Melde dich an, um loszulegen.',
  handleTakenMeanwhile:
    'Jemand anders hat diesen Benutzernamen zuerst bestätigt. Registriere dich noch einmal mit einem anderen.',
  codeSent:
    'Wir haben einen Code an <address/> geschickt. Das kann eine Minute dauern. Ist er nicht da, sieh im Spam-Ordner nach.',
  handle: 'Benutzername',
  handleHint: 'So sprechen dich andere an: 3 bis 30 Buchstaben a–z, Ziffern und Unterstriche.',
  handleIsFree: (handle) => `@${handle} ist frei.`,
  handleIsTaken: (handle) => `@${handle} ist vergeben.`,
}
