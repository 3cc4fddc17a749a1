import type { words } from '../words.ts'

export const push: typeof words.push = {
  heading: 'Mitteilungen',
  device: 'Hinweise auf diesem Gerät',
  what: 'Ein Hinweis sagt dir, dass es eine Antwort, eine Erwähnung oder eine Nachricht gibt oder dass ein Crud, den du gelikt oder repostet hast, in der nächsten Stunde endet. Er sagt nie, von wem, und nie den Wortlaut.',
  promise:
    'Hinweise sind für deinen Browser verschlüsselt. Der Hersteller des Browsers leitet sie weiter und verwirft zu ihrem Ende, was dein Gerät nicht abgeholt hat. Cruddur nimmt einen Hinweis zu seinem Ende auch vom Bildschirm, sobald dein Browser es zulässt. Manche tun das spät, dann bleibt ein Hinweis länger als das, worum es geht. Zu lesen gibt es darin nichts.',
  on: 'Hinweise sind eingeschaltet.',
  turnOn: 'Hinweise einschalten',
  turnOnFailed: 'Hinweise konnten nicht eingeschaltet werden.',
  turnOff: 'Hinweise ausschalten',
  turnOffFailed: 'Hinweise konnten nicht ausgeschaltet werden.',
  blocked:
    'Dein Browser blockiert Hinweise von dieser Website. Erlaube sie in seinen Einstellungen für diese Website und lade die Seite neu.',
  receipts: {
    heading: 'Quittungen',
    what: 'Wenn etwas endet, das du geschrieben hast, sagt dir das eine Quittung unter deinen Mitteilungen und führt dich zum Nachweis. Sie enthält keines deiner Worte und endet nach einem Tag.',
    on: 'Quittungen sind eingeschaltet.',
    off: 'Quittungen sind ausgeschaltet.',
    turnOn: 'Quittungen einschalten',
    turnOff: 'Quittungen ausschalten',
    failed: 'Das wurde nicht gespeichert.',
  },
  unsupported:
    'Dieser Browser kann hier keine Hinweise anzeigen. Auf einem iPhone oder iPad leg Cruddur zuerst auf den Home-Bildschirm.',
}
