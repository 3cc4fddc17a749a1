import { createStore } from '../client/store.ts'

export const announcement = createStore('')

/** Says something to screen readers. The same words twice in a row are said twice. */
export function announce(words: string): void {
  announcement.set(announcement.get() === words ? `${words}\u00a0` : words)
}
