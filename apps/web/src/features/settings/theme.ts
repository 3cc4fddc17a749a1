import { deviceStorage } from '../../client/device-storage.ts'
import { createStore } from '../../client/store.ts'

export const themes = ['system', 'dark', 'light'] as const
export type Theme = (typeof themes)[number]

// public/before-paint.js reads the same key before the first paint.
const key = 'cruddur.theme'

export const theme = createStore<Theme>(themes.find((name) => name === deviceStorage.getItem(key)) ?? 'system')

export function chooseTheme(next: Theme): void {
  theme.set(next)
  if (next === 'system') {
    deviceStorage.removeItem(key)
    delete document.documentElement.dataset['theme']
  } else {
    deviceStorage.setItem(key, next)
    document.documentElement.dataset['theme'] = next
  }
}
