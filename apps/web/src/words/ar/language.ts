import type { words } from '../words.ts'

export const language: typeof words.language = { heading: 'اللغة' }
