import type { words } from '../words.ts'

export const forms: typeof words.forms = { email: 'E-Mail', password: 'Passwort' }
