import type { words } from '../words.ts'

export const device: typeof words.device = {
  offline: 'Du bist offline. Deine Entwürfe bleiben erhalten.',
}
