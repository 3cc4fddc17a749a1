import type { words } from '../words.ts'

export const about: typeof words.about = {
  heading: 'So funktioniert das Vergessen',
  lead: 'Auf Cruddur hat alles, was du sagst, ein Ende, und du wählst es, wenn du es sagst: eine Stunde, drei oder zwölf; einen Tag, drei, sieben oder dreißig. Dann ist es weg. Auf dieser Seite steht, was das heißt und was es nicht heißen kann.',
  whatWePromise: 'Was wir versprechen',
  promises: [
    [
      'Weg heißt weg für alle.',
      'Bei jedem Lesen prüft unsere Datenbank mit ihrer eigenen Uhr, ob der Crud noch lebt. Davon gibt es keine Ausnahme: nicht für den, der ihn geschrieben hat, und nicht für uns.',
    ],
    [
      'Die Uhr läuft ab der Veröffentlichung, und nichts stellt sie zurück.',
      'Keine Antwort, kein Like, kein Repost und keine Änderung gibt einem Crud auch nur eine Sekunde mehr.',
    ],
    [
      'Nichts, was aus einem Crud entsteht, überlebt ihn.',
      'Was auf einen Crud verweist, enthält seine Nummer, nie seinen Wortlaut.',
    ],
    ['Unterhaltungen enden gemeinsam.', 'Eine Antwort lebt nie länger als das, worauf sie antwortet.'],
    [
      'Bilder und Videos enden mit ihrem Crud.',
      'Noch hat Cruddur keine. Wenn es sie gibt, führen ihre Adressen ins Leere, sobald der Crud endet.',
    ],
    ['Zahlen verraten nichts.', 'Keine Zahl und keine Liste verrät, dass es einen abgelaufenen Crud je gab.'],
    [
      'Was sich nicht zurückholen lässt, enthält keinen Wortlaut.',
      'Wir schreiben den Wortlaut eines Cruds nie in eine E-Mail oder eine Push-Nachricht.',
    ],
    [
      'Er verschwindet auch von offenen Seiten.',
      'Wenn seine Zeit um ist, verblasst ein Crud auf jedem Bildschirm, auf dem er steht. Nichts behält länger eine Kopie, auch nicht der Cache des Browsers.',
    ],
    [
      'Er wird gelöscht, nicht versteckt.',
      'Innerhalb von 60 Sekunden nach seinem Ende, wenn alles läuft, wie es soll, wird die Zeile aus unserer Datenbank gelöscht. Wir messen, wie spät wir dran sind, und unsere Zustandsprüfung schlägt fehl, wenn es zu spät wird. Unsere Protokolle enthalten nie, was du schreibst.',
    ],
    [
      'Beweise sind eng begrenzt.',
      'Wird ein Crud gemeldet, bleibt eine Kopie für die Moderation dieses Servers, falls er eine hat, und Cruddur zeigt sie niemandem sonst. Jeder Blick darauf wird festgehalten, und auch die Kopie läuft ab.',
    ],
  ],
  whatGoneCannotMean: 'Was „weg“ nicht heißen kann',
  limits: [
    [
      'Menschen können sich erinnern.',
      'Sie können Bildschirmfotos machen oder Wörter kopieren. Kein Dienst kann das verhindern. Sag hier, was eine Weile gelesen werden darf, nicht, was niemand je lesen soll.',
    ],
    [
      'Gelöschte Bytes bleiben eine Weile auf der Festplatte.',
      'Eine gelöschte Zeile lässt sich über die Datenbank nicht mehr lesen. Ihre Bytes können noch eine Weile in den Dateien der Datenbank und in ihrem Journal der Änderungen stehen. Sie sind verschlüsselt, und niemand kann sie lesen, wenn ihr Schlüssel vernichtet ist: spätestens eine Minute nach der Minute, in der die Worte enden sollten.',
    ],
    [
      'Wer den Server betreibt, kann lesen, was noch da ist.',
      'Cruds und Direktnachrichten werden verschlüsselt gespeichert, aber bis zu ihrem Ende hat der Server die Schlüssel. Was weg ist, ist auch für den Betreiber weg.',
    ],
    [
      'Sicherungskopien sind Sache des Betreibers.',
      'Cruddur macht von sich aus keine. Eine Sicherungskopie enthält nie die Schlüssel, also enden ihre Worte mit ihnen. Wer auch die Schlüssel kopiert, muss das sagen und die Kopien so schnell löschen, wie er zu vergessen verspricht.',
    ],
    [
      'Programme anderer Leute',
      'können lesen, was öffentlich ist, genau wie du. Wir bitten Suchmaschinen, es nicht zu archivieren, aber wir können niemanden dazu zwingen.',
    ],
  ],
  howItIsDone: 'Wie es gemacht ist',
  how: 'Andere Dienste löschen mit einem Programm, das ab und zu läuft. Bis dahin ist alles noch da, was weg sein sollte. Hier fragt jede Abfrage der Datenbank nur nach dem, was in diesem Augenblick lebt. Das Löschen kommt danach, und selbst wenn es sich verspätet, siehst du nichts mehr. All das ist öffentlicher Quelltext, mit einem Test für jedes Versprechen.',
  seeAlso: 'Siehe auch die <terms>Nutzungsbedingungen</terms> und <privacy>was wir über dich aufbewahren</privacy>.',
}
