import { createStore } from '../client/store.ts'
import { unreachable } from '../client/unreachable.ts'

export type Toast = { words: string; link?: { href: string; words: string } }

/** Long enough to read it twice. */
const shownFor = 6000

export const shownToast = createStore<Toast | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined

export function hideToast(): void {
  shownToast.set(undefined)
}

/** Shows a line at the foot of the page for a while. Only for what can be missed without harm. */
export function showToast(toast: Toast): void {
  clearTimeout(timer)
  shownToast.set(toast)
  timer = setTimeout(hideToast, shownFor)
}

/** For when even the part of the app that would have said so cannot be fetched. */
export function showUnreachable(): void {
  showToast({ words: unreachable })
}
