import type { words } from '../words.ts'

export const joining: typeof words.joining = {
  invitation: 'Einladungscode',
  invitationHint: 'Diesem Server kann nur beitreten, wer eingeladen ist. Bitte die Moderation um einen Code.',
  closed: 'Zurzeit kann niemand diesem Server beitreten.',
}

export const invitation: typeof words.invitation = {
  joinTo: (what) => `Mach mit, um ${what}`,
  signInTo: (what) => `Melde dich an, um ${what}`,
  whatItTakes:
    'Du brauchst dafür einen Namen, einen Benutzernamen und eine E-Mail-Adresse. Danach kommst du auf diese Seite zurück.',
  signIn: 'Anmelden',
  joinNow: 'Jetzt mitmachen',
  heading: 'Jeder Beitrag endet',
  words:
    'Du bestimmst, wann: nach einer Stunde bis dreißig Tagen. Dann wird er gelöscht, überall, innerhalb einer Minute.',
}
