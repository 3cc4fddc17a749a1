import type { words } from '../words.ts'

export const forms: typeof words.forms = { email: 'البريد الإلكتروني', password: 'كلمة السر' }
