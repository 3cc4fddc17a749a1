import { createStore } from '../client/store.ts'

export const shortcutsShown = createStore(false)
