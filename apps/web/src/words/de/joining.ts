import type { words } from '../words.ts'

export const joining: typeof words.joining = {
  invitation: 'Einladungscode',
  invitationHint: 'Diesem Server kann nur beitreten, wer eingeladen ist. Bitte die Moderation um einen Code.',
  closed: 'Zurzeit kann niemand diesem Server beitreten.',
}
