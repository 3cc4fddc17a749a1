import { createStore } from '../client/store.ts'
import { words } from '../words/words.ts'

export type Toast = { words: string; link?: { href: string; words: string } }

/** In milliseconds: long enough to read it twice. */
const shownForMs = 6000

export const shownToast = createStore<Toast | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined

export function hideToast(): void {
  shownToast.set(undefined)
}

/** Shows a line at the foot of the page for a while. Use it only for what may be missed without harm. */
export function showToast(toast: Toast): void {
  clearTimeout(timer)
  shownToast.set(toast)
  timer = setTimeout(hideToast, shownForMs)
}

/** For when the script that would have said so cannot be fetched either. */
export function showUnreachable(): void {
  showToast({ words: words.ui.unreachable })
}
