import type { words } from '../words.ts'

export const terms: typeof words.terms = {
  heading: 'Nutzungsbedingungen',
  lead: 'Das sind die Bedingungen zwischen dir und denen, die diesen Server betreiben, auf dieser Seite „wir“. Sie sind kurz, weil der Dienst klein ist.',
  whatYouGet: 'Was du bekommst',
  get: 'Einen Ort, um Dinge zu sagen, die enden. Du wählst das Ende jedes Cruds, wenn du ihn veröffentlichst, und wir halten dafür <about>unsere Versprechen</about>. Wir können nichts zurückholen: nicht aus Versehen, nicht auf Bitten, nicht für Geld. Wenn du behalten willst, was du schreibst, heb dir selbst eine Kopie auf.',
  whatWeAsk: 'Worum wir bitten',
  rules: [
    'Bedrohe und belästige niemanden, und gib nichts aus dem Privatleben anderer preis. Dass es bald weg ist, ist keine Entschuldigung.',
    'Veröffentliche nichts Rechtswidriges und nichts Sexuelles, an dem Minderjährige beteiligt sind.',
    'Gib dich nicht für andere aus und verschicke keinen Spam.',
    'Versuche nicht, den Dienst zu stören, seine Grenzen zu umgehen oder zu lesen, was nicht für dich bestimmt ist.',
    'Sei alt genug, um dem an deinem Wohnort selbst zuzustimmen, und in jedem Fall mindestens 13.',
  ],
  whatIsYours: 'Was dir gehört',
  yours:
    'Deine Worte bleiben deine. Du erlaubst uns, deine Cruds allen zu zeigen, die hierherkommen, und deine Nachrichten der Person, der du schreibst, bis zu ihrem Ende und nicht länger: Diese Erlaubnis läuft mit ihnen ab. Andere Rechte daran gibst du uns nicht.',
  whatOthersDo: 'Was andere tun',
  others:
    'Cruds sind öffentlich. Andere können kopieren, was sie lesen, bevor es weg ist. Kopiere nicht, was andere hier sagen, um es zu behalten: Sie haben es gesagt, damit es vergessen wird. Darum bitten wir dich, aber wir können es nicht bei allen durchsetzen.',
  whenItGoesWrong: 'Wenn etwas schiefgeht',
  wrong:
    'Wir können einen Crud entfernen oder ein Konto schließen, wenn es gegen diese Bedingungen verstößt. Du kannst jederzeit aufhören. Der Dienst ist, wie er ist: Er kann ausfallen, einen Crud zu früh verlieren oder eingestellt werden. Verlass dich auf ihn für nichts, was nicht verloren gehen darf, und nicht in einem Notfall.',
  changesHeading: 'Änderungen',
  changes:
    'Wenn sich diese Bedingungen ändern, ändert sich diese Seite, und ihre Geschichte ist mit dem Quelltext öffentlich. Ein Versprechen über das Vergessen wird nie für Cruds abgeschwächt, die darunter veröffentlicht wurden.',
}

export const notFound: typeof words.notFound = {
  title: 'Hier ist nichts',
  heading: 'Unter dieser Adresse gibt es nichts',
  words:
    'Diesmal haben nicht wir es vergessen: Cruddur hatte hier nie eine Seite. Ein Crud, der geendet hat, sagt es selbst.',
  goHome: 'Zur Startseite',
}
