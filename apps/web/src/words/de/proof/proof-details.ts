import { plural } from '../../plural.ts'
import type { words } from '../../words.ts'

export const proofDetails: typeof words.proofDetails = {
  tryIt: 'Probier es aus',
  tryItWords:
    'Sieh zu, wie ein Crud endet. Der Server schreibt einen für dich, mit zufälligen Worten, und er lebt eine Minute. Das ist kürzer, als man für eigene wählen kann, damit du keine Stunde warten musst. Alles andere ist echt: dieselbe Tabelle, derselbe Schlüssel, dieselben Adressen. Kein Feed zeigt ihn.',
  start: 'Ein-Minuten-Crud schreiben',
  again: 'Noch einen schreiben',
  startFailed: 'Das hat nicht geklappt.',
  oneMinute: 'Ein Crud von einer Minute',
  wordsGone: 'Seine Worte sind weg. Auch dein Browser hat sie verworfen.',
  living: 'Er lebt. Öffne ihn ruhig in einem anderen Fenster.',
  open: 'Öffnen',
  watched: 'Was der Server antwortet',
  address: 'Adresse',
  answer: 'Antwort',
  views: {
    crud: 'Der Crud',
    thread: 'Seine Seite',
    profile: 'Die Liste, in der er steht',
    search: 'Die Suche nach seinen Worten',
  },
  there: (status) => `${status} · da`,
  gone: (status) => `${status} · weg`,
  unknown: 'keine Antwort',
  ended:
    'Er ist von jeder Adresse verschwunden. Jetzt fehlt noch sein Schlüssel: Er wird vernichtet, wenn diese Minute vorbei ist.',
  destroyed: (line) => `Sein Schlüssel ist vernichtet. Das steht in Zeile ${line} des Protokolls.`,
  until: (time) => `Die Minute des Schlüssels endet um ${time}.`,

  late: 'Wie spät waren wir dran?',
  now: 'Gerade im Rückstand',
  worst: 'Längste Wartezeit in 30 Tagen',
  notLate: 'Nichts ist überfällig',
  erasedHour: 'In der letzten vollen Stunde gelöscht',
  keysHour: 'Darin vernichtete Schlüssel',
  noHour: 'noch keine Zahl',
  graphDays: 'Die längste Wartezeit bis zum Löschen, Tag für Tag',
  graphHours: 'Die längste Wartezeit bis zum Löschen, Stunde für Stunde',
  graph: (periods, worst, over) =>
    `${plural(periods, { one: '# Zeitraum', other: '# Zeiträume' })}. Die längste Wartezeit war ${worst}. ${plural(over, { one: 'Eine lag', other: '# lagen' })} über 60 Sekunden.`,
  limit: '60 s: was wir versprechen',
  lateWords:
    'So lange kann etwas höchstens zwischen seinem Ende und dem Löschen gewartet haben. Wir messen das ständig, ob etwas zu löschen ist oder nicht. Darum verrät es nichts über irgendwen. Zeit, in der kein Server lief, zählt mit. Lesen kann inzwischen niemand etwas: Was geendet hat, ist schon vor dem Löschen verborgen.',
  table: 'Dasselbe als Tabelle',
  period: 'Zeit',
  wait: 'Längste Wartezeit',
  rows: 'Gelöscht',
  noHours: 'Dieser Server ist gerade gestartet. Die ersten Zahlen kommen in der nächsten Minute.',
  bucketWords:
    'Zahlen erscheinen als Bereiche und sind zufällig verwischt, damit niemand einen einzelnen Crud daraus erkennt.',

  log: 'Das Protokoll der vernichteten Schlüssel',
  logWords:
    'Jede Minute hat einen Schlüssel, ob jemand etwas geschrieben hat oder nicht. Ist er vernichtet, hängt der Server eine Zeile an ein öffentliches Protokoll. Jede Zeile enthält den Hash der vorigen und die Unterschrift des Servers. So kann niemand später unbemerkt eine Zeile ändern oder entfernen.',
  check: 'Prüfe es selbst nach, in einer Kopie des Quelltexts:',
  checkWords:
    'Das Programm liest das ganze Protokoll und sagt, was das beweist und was nicht. Es kommt ohne fremde Pakete aus, du kannst es also vorher lesen.',
  latest: 'Die neueste Zeile',
  none: 'Noch gibt es keine Zeile. Die erste kommt, wenn eine Minute vorbei ist.',
  receipt: 'Deine Quittung',
  receiptWords:
    'Etwas von dir endete in dieser Minute. Diese Zeile sagt, dass der Schlüssel der Minute vernichtet ist.',
  receiptWaiting: 'Die Zeile dieser Minute ist noch nicht da. Sie kommt, wenn die Minute vorbei ist.',
  receiptNone: 'Das Protokoll hat keine Zeile für diese Minute.',
  line: 'Zeile',
  minute: 'Minute',
  minutes: (n) => plural(n, { one: '# Minute', other: '# Minuten' }),
  keys: 'Vernichtete Schlüssel',
  gap: 'Schlüssel weg nach',
  hash: 'Hash',
  signedBy: 'Unterschrieben mit',
  json: 'Das Protokoll als JSON',

  readers: 'Wer kann einen Crud lesen?',
  readersCaption: 'Wer die Worte eines Cruds wann lesen kann',
  who: 'Wer',
  whileAlive: 'Solange er lebt',
  atEnd: 'An seinem Ende',
  keyGone: 'Wenn sein Schlüssel weg ist',
  yes: 'ja',
  no: 'nein',
  readerNames: {
    anybody: 'Alle auf Cruddur',
    author: 'Wer ihn geschrieben hat',
    moderators: 'Die Moderation, falls er gemeldet wurde',
    operator: 'Wer den Server betreibt',
    backup: 'Wer eine Kopie der Datenbank hat',
    both: 'Wer Datenbank und Schlüssel kopiert hat, solange er lebte',
    screenshot: 'Wer ein Bildschirmfoto gemacht hat',
  },
  sealed: 'eine versiegelte Kopie, höchstens 30 Tage',
  untilKey: 'bis sein Schlüssel weg ist',
  readersWords:
    'Die letzten beiden kann niemand verhindern: eine Kopie der Schlüssel, solange es sie gab, und was Menschen behalten. Auch alte Blöcke einer SSD können einen Schlüssel noch eine Weile enthalten. <a>Die lange Antwort</a> ist für Leute geschrieben, die uns nicht glauben (auf Englisch).',

  operator: 'Was der Betreiber sagt',
  backups: 'Backups',
  backupsUnknown:
    'Der Betreiber hat nicht gesagt, wie lange Backups bleiben. Backups der Datenbank sind unlesbar, sobald die Schlüssel weg sind. Ein Backup der Schlüssel würde das aufheben.',
  backupsNone: 'Der Betreiber sagt, dass es keine gibt.',
  backupDays: (days) =>
    `Der Betreiber sagt, dass Backups ${plural(days, { one: '# Tag', other: '# Tage' })} bleiben, ohne die Schlüssel.`,
  moderators: 'Moderation',
  moderatorsSome:
    'Dieser Server wird moderiert. Die Moderation liest Meldungen und die versiegelten Kopien darin. Jeder Blick wird festgehalten.',
  moderatorsNone: 'Dieser Server hat keine. Niemand liest Meldungen.',
  messages: 'Direktnachrichten',
  messagesHere: 'Sie liegen in derselben Datenbank und sind genauso verschlüsselt.',
  messagesAtAmazon:
    'Sie liegen in einer Tabelle bei Amazon (DynamoDB). Die Zahlen oben zählen sie mit, sobald ihre Minute vorbei ist und ihre Worte weg sind. Was von ihnen bleibt, löscht Amazon später.',
  whatRuns: 'Was hier läuft',
  version: (version) => `Cruddur ${version}`,
  commit: 'Commit',
  commitUnknown: 'Dieser Server kennt seinen Commit nicht.',
  source: 'Sein Quelltext',
}
