import type { words } from '../words.ts'

export const device: typeof words.device = {
  offline: 'أنت غير متصل. مسوّداتك محفوظة.',
}
