import type { EmailWords } from './e-mail-words.ts'

export const german: EmailWords = {
  confirmation: ({ handle, code, address, minutes }) => ({
    subject: 'Dein Bestätigungscode für Cruddur',
    text: `Jemand hat mit dieser E-Mail-Adresse ein Cruddur-Konto namens @${handle} angelegt.

Dein Code:

    ${code}

Gib ihn hier ein, in dem Browser, in dem du dich angemeldet hast:

    ${address}

Der Code gilt ${minutes} Minuten. Gib ihn nur ein, wenn du den Namen @${handle} selbst gewählt hast.
Wenn nicht, ignoriere diese E-Mail: Ohne den Code entsteht kein Konto.`,
  }),
  reset: ({ code, minutes }) => ({
    subject: 'Dein Passwortcode für Cruddur',
    text: `Jemand, vielleicht du, möchte das Passwort des Cruddur-Kontos mit dieser E-Mail-Adresse neu setzen.

Dein Code:

    ${code}

Er gilt ${minutes} Minuten. Ein neues Passwort meldet dich überall ab.
Wenn du es nicht warst, ignoriere diese E-Mail: Dein Passwort bleibt, wie es ist.`,
  }),
  accountExists: {
    subject: 'Du hast schon ein Cruddur-Konto',
    text: `Jemand, vielleicht du, wollte mit dieser E-Mail-Adresse ein Cruddur-Konto anlegen. Es gibt schon eins.

Melde dich einfach mit dieser Adresse an. Wenn du das Passwort nicht mehr weißt, wähle
„Passwort vergessen?“ auf der Anmeldeseite.

Wenn du es nicht warst, ist nichts passiert: Dein Konto ist unverändert.`,
  },
  passwordChanged: {
    subject: 'Dein Cruddur-Passwort wurde geändert',
    text: `Das Passwort des Cruddur-Kontos mit dieser E-Mail-Adresse wurde gerade geändert, und
alle anderen Geräte wurden abgemeldet.

Wenn du es nicht warst, setze ein neues: Wähle „Passwort vergessen?“ auf der Anmeldeseite.`,
  },
  accountDeleted: {
    subject: 'Dein Cruddur-Konto ist gelöscht',
    text: `Das Cruddur-Konto mit dieser E-Mail-Adresse wurde gerade gelöscht, mit seinem Passwort und allem, was
darin war. Sein Name bleibt 30 Tage lang gesperrt.

Wenn du es nicht warst, kannte jemand dein Passwort: Ändere es überall, wo du es sonst noch benutzt.`,
  },
  passkeyAdded: {
    subject: 'Deinem Cruddur-Konto wurde ein Passkey hinzugefügt',
    text: `Dem Cruddur-Konto mit dieser E-Mail-Adresse wurde gerade ein Passkey hinzugefügt. Damit meldet man sich
ohne Passwort an.

Wenn du es nicht warst, kannte jemand dein Passwort: Setze über „Passwort vergessen?“ auf der
Anmeldeseite ein neues, und entferne den Passkey in den Einstellungen.`,
  },
}
