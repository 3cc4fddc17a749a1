import { createStore } from '../../client/store.ts'

/** Whether the dialog to write a crud is open; any page can open it. */
export const composing = createStore(false)

export function openComposer(): void {
  composing.set(true)
}
