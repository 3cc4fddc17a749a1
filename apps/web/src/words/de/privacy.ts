import type { words } from '../words.ts'

export const privacy: typeof words.privacy = {
  heading: 'Datenschutz',
  lead: 'Was wir aufbewahren, warum und wie lange.',
  kept: {
    'Cruds and replies': [
      'Cruds und Antworten',
      'Bis zu ihrem Ende für alle sichtbar, und keinen Augenblick länger. Ihre Tags, Erwähnungen und Wörter stehen ebenso lange im Suchindex. Gelöscht innerhalb von 60 Sekunden nach ihrem Ende, wenn der Server läuft, wie er soll.',
    ],
    'Direct messages': [
      'Direktnachrichten',
      'Bis zu ihrem Ende nur für euch beide sichtbar, höchstens 30 Tage oder bis die absendende Person sie verbrennt. Sie werden verschlüsselt gespeichert, mit einem Schlüssel, den dieser Server binnen einer Minute nach ihrem Ende vernichtet. Bis dahin hat ihn, wer diesen Server betreibt, und kann sie lesen. Dazu gehören die Lebensdauer, die ihr gewählt habt, und wann ihr zuletzt gelesen habt. Der Betreiber kann all das in einer Datenbank bei Amazon aufbewahren.',
    ],
    'Likes and reposts': [
      'Likes und Reposts',
      'Wer den Crud geschrieben hat, sieht, von wem sie sind; was du repostest, sehen deine Follower. Weg mit dem Crud oder wenn du sie zurücknimmst.',
    ],
    'Follows, mutes and blocks': [
      'Gefolgte, Stummgeschaltete und Blockierte',
      'Wem du folgst, ist öffentlich. Wen du stummgeschaltet oder blockiert hast, siehst nur du. Mit der Uhrzeit aufbewahrt, bis du es zurücknimmst oder dein Konto löschst.',
    ],
    'Muted words': [
      'Stummgeschaltete Wörter',
      'Welche Wörter und Tags du stummgeschaltet hast, und wann. Nur du siehst sie; wer den Server betreibt, kann sie in der Datenbank lesen. Aufbewahrt bis zum Ende, das du gewählt hast, bis du sie zurücknimmst oder dein Konto löschst.',
    ],
    Notifications: [
      'Mitteilungen',
      'Wer was wann getan hat und ob du es gesehen hast. Nie der Wortlaut. Weg mit dem Crud und nach 30 Tagen.',
    ],
    'Notes on your device': [
      'Hinweise auf deinem Gerät',
      'Wenn du sie einschaltest: die Adresse und die Schlüssel, die dein Browser von seinem Hersteller dafür bekommen hat, und die Sprache. Ein Hinweis sagt, dass es eine Antwort, eine Erwähnung, eine Nachricht oder einen Crud gibt, der bald endet, und wann; nie, von wem, und nie den Wortlaut. Er ist verschlüsselt: Der Push-Dienst des Herstellers, der ihn weiterleitet, erkennt nur seine Länge, sein Ende und wer diesen Server betreibt. Aufbewahrt, bis du sie ausschaltest oder dich dort abmeldest; welcher Hinweis dir geschickt wurde, bis zum Ende dessen, worum es geht.',
    ],
    Reports: [
      'Meldungen',
      'Eine Kopie des gemeldeten Cruds, wer ihn gemeldet hat und warum. Sie ist für die Moderation dieses Servers. Hat der Betreiber niemanden benannt, sieht sie sich niemand an. Sie wird verschlüsselt gespeichert, mit einem Schlüssel, der vernichtet wird, wenn sie endet. Bis dahin kann sie lesen, wer den Server betreibt. Vernichtet, wenn die Moderation über die Meldung entscheidet, und nach 30 Tagen. Wer von der Moderation hineingesehen und was sie über wen entschieden hat, bleibt ein Jahr lang vermerkt, ohne den Wortlaut.',
    ],
    Suspensions: [
      'Sperren',
      'Wenn die Moderation dich gesperrt hat: warum, seit wann und bis wann. Du siehst es in den Einstellungen. Aufbewahrt, bis die Sperre endet oder aufgehoben wird oder bis du dein Konto löschst.',
    ],
    Invitations: [
      'Einladungen',
      'Ihre Codes, wer von der Moderation sie erstellt hat und wie oft sie noch gelten. Wenn du dich mit einer registrierst: ein Hash deiner E-Mail-Adresse, damit ein zweiter Versuch nicht doppelt zählt. Aufbewahrt, bis die Einladung endet, höchstens 30 Tage.',
    ],
    'Name, handle, bio and face': [
      'Name, Benutzername, Text über dich und Gesicht',
      'Öffentlich: Sie zeigen, wer spricht. Aufbewahrt, solange du ein Konto hast; sie laufen nicht ab.',
    ],
    Preferences: [
      'Vorlieben',
      'Die Lebensdauer, mit der neue Cruds beginnen sollen, ob du Quittungen willst und wann du die Begrüßung hinter dir hattest. Nur du siehst sie. Aufbewahrt, solange du ein Konto hast.',
    ],
    'E-mail address': [
      'E-Mail-Adresse',
      'Um zu bestätigen, dass sie dir gehört, und um ein vergessenes Passwort zurückzusetzen. Nie öffentlich. Aufbewahrt, solange du ein Konto hast. Bestätigst du sie nie, bleibt sie mit dem Rest deiner Registrierung 24 Stunden lang erhalten. Codes bleiben, bis sie benutzt oder zu alt sind. Der Betreiber kann die Konten bei Amazon Cognito führen: Dann hat Cognito Adresse, Namen, Benutzernamen und Passwort und verschickt die Codes.',
    ],
    'E-mails to you': [
      'E-Mails an dich',
      'Codes und Hinweise zu deinem Konto, nie ein Crud. Bis der Mailserver eine angenommen hat, wartet sie in einer Datei, höchstens einen Tag lang. Ein Server ohne Mailserver schreibt sie in Dateien und entfernt jene, die älter als ein Tag sind, sobald er eine weitere schreibt.',
    ],
    Password: [
      'Passwort',
      'Nur als gesalzener scrypt-Hash, aus dem niemand das Passwort zurückgewinnen kann. Aufbewahrt, solange du ein Konto hast. Liegen die Konten bei Amazon Cognito, hat Cognito das Passwort, und das von dir gewählte bleibt bis zur Bestätigung, höchstens 24 Stunden, mit dem Cookie deines Browsers verschlüsselt erhalten.',
    ],
    Passkeys: [
      'Passkeys',
      'Wenn du einen hinzufügst: sein Name, sein öffentlicher Schlüssel, wie oft und wann er zuletzt benutzt wurde und wann du ihn erstellt hast. Die geheime Hälfte verlässt nie dein Gerät. Aufbewahrt, bis du ihn entfernst oder dein Konto löschst. Eine Zufallszahl, die dein Gerät signiert, bleibt fünf Minuten.',
    ],
    Sessions: [
      'Sitzungen',
      'Für jedes Gerät, auf dem du angemeldet bist: Art des Browsers und des Systems, wann du dich angemeldet hast und wann du zuletzt da warst. Aufbewahrt, bis du dich dort abmeldest, ein neues Passwort festlegst oder 30 Tage wegbleibst; höchstens 180 Tage. Ebenso lange ein Hash, an dem ein Browser wiedererkannt wird, mit dem du dich schon angemeldet hast.',
    ],
    'Network address': [
      'Netzwerkadresse',
      'Um Missbrauch zu begrenzen: Anfragen und Versuche werden je Adresse und Konto gezählt, solange ein Limit gilt; meist sind das Minuten, höchstens ein Tag, wenn der Betreiber nichts anderes sagt. Gespeichert wird ein Hash der Adresse.',
    ],
    Retries: [
      'Wiederholungen',
      'Ein zufälliger Schlüssel und eine Prüfsumme jedes Cruds, jeder Antwort und jeder Nachricht, die du abschickst, damit ein zweiter Versuch nichts doppelt veröffentlicht. Weg mit dem Crud oder der Nachricht und nach 24 Stunden.',
    ],
    'What just happened': [
      'Was gerade geschehen ist',
      'Für offene Seiten: welcher Crud, welche Nachricht, welche Person oder welche Unterhaltung sich wann geändert hat. Nie der Wortlaut. Für etwa 10 Minuten.',
    ],
    'What came from the first Cruddur': [
      'Was vom ersten Cruddur kam',
      'Wenn du dort ein Konto oder Cruds hattest: ihre Zufallsnummern, damit nicht zurückkehrt, was du hier löschst. Bis der Crud geendet hätte, und 30 Tage bei einem Konto.',
    ],
    'A change of how you sign in': [
      'Ein Wechsel deiner Anmeldung',
      'Wenn der Betreiber dein Konto zu einem anderen Anmeldedienst umzieht: die Zufallsnummern, unter denen dich beide kennen, und wann. Für ein Jahr oder bis du dein Konto löschst.',
    ],
    'A deleted account': [
      'Ein gelöschtes Konto',
      'Sein Benutzername, damit ihn 30 Tage lang niemand nehmen kann. Die Zufallsnummer, unter der der Server es kannte, damit nichts es zurückbringt, für zwei Tage. Ließ es sich nicht in einem Zug löschen: die Sprache, in der wir es dir sagen, bis dahin.',
    ],
  },
  device: 'Auf deinem Gerät',
  cookies:
    'Cookies, die beim Registrieren oder Anmelden gesetzt werden: Eines hält dich angemeldet, eines sagt dem Server, dass es derselbe Browser ist. Skripte können sie nicht lesen, nur der Anmeldeteil dieser Website erhält sie, und sie verfolgen nichts.',
  storage:
    'Im Speicher des Browsers: dass du angemeldet warst (eine Ziffer), das Aussehen, die Sprache, die Lebensdauer und die Ansicht der Startseite, die du gewählt hast, wie weit du gescrollt hast und deine eigenen Entwürfe und Beiträge, die noch nicht angekommen sind. Entwürfe verschwinden, wenn du sie veröffentlichst, wenn du dich abmeldest und nach 30 Tagen. Die eigenen Dateien der App, damit sie auch ohne Netz startet. Nie veröffentlichte Cruds, von wem auch immer, und nie ein Schlüssel zu deinem Konto.',
  nobodyElse: 'Keine Werbung, keine Analyse, nichts, was von fremden Servern geladen wird.',
  logsHeading: 'Protokolle',
  logs: 'Der Server hält fest, dass eine Anfrage kam, wann, und wie sie endete. Er hält nicht fest, was du schreibst oder suchst, auch nicht deine Netzwerkadresse, deine E-Mail-Adresse oder dein Passwort. Hat der Betreiber einen Proxy davorgestellt, kann der ein eigenes Protokoll führen.',
  limitsHeading: 'Was wir nicht versprechen können',
  limits:
    'Wer liest, kann Bildschirmfotos machen. Wer diesen Server betreibt, hat die Schlüssel zu dem, was noch da ist, und kann es lesen. Gelöschte Bytes bleiben eine Weile auf der Festplatte und in Sicherungskopien, aber Worte darin kann niemand mehr lesen, wenn ihr Schlüssel vernichtet ist. Namen, und wer wann geschrieben hat, sind nicht verschlüsselt: Sicherungskopien rechtzeitig zu löschen, ist Pflicht des Betreibers. Mehr sagt <about>die Seite über das Vergessen</about>.',
  rightsHeading: 'Was du tun kannst',
  rights:
    'Deinen Namen und den Text über dich kannst du selbst ändern. In <settings>deinen Einstellungen</settings> kannst du eine Kopie von allem speichern, was wir über dich aufbewahren, und dein Konto mit allem darin löschen. Danach kann 30 Tage lang niemand seinen Benutzernamen nehmen. Abgelaufene Cruds sind nicht in der Kopie: Da ist nichts mehr zu kopieren.',
}
