import { createStore } from '../store.ts'

export const shortcutsShown = createStore(false)
