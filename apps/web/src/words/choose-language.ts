import { deviceStorage } from '../client/device-storage.ts'
import type { Language } from './language.ts'

/** The languages that the app speaks, each by its own name. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', ar: 'العربية' }

/** Speaks another language from now on, on this device. The page begins anew, and drafts are kept. */
export function chooseLanguage(next: Language): void {
  // public/before-paint.js reads it.
  deviceStorage.setItem('cruddur.language', next)
  location.reload()
}
