import type { PushNote } from '@cruddur/contract/push/push'
import { noteWords } from '../src/words/note-words.ts'
import type { FromWorker } from './messages.ts'

declare const self: ServiceWorkerGlobalScope

/** What a note on the screen knows of itself. */
type Shown = { end: number; path: string }

/** Browsers let a worker run for some minutes after a push. A note that ends later is closed when it wakes again. */
const longestWaitMs = 4 * 60_000

const pathOf = ({ kind, about }: PushNote) => (kind === 'message' ? `/messages/${about}` : `/status/${about}`)
const pagesOf = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true })

function tell(page: { postMessage(message: unknown): void }, message: FromWorker): void {
  page.postMessage(message)
}

/**
 * Shows a note until its end, by the device's clock. One that comes too late is not shown, and none is while the reader
 * looks at the app, which tells them itself.
 */
export async function showNote(note: PushNote): Promise<void> {
  await closeEndedNotes()
  const pages = await pagesOf()
  const left = note.end - Date.now()
  if (left <= 0 || pages.some(({ visibilityState }) => visibilityState === 'visible')) return
  const { kinds, until, locale, isRightToLeft } = noteWords[note.language]
  const moment = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' })
  await self.registration.showNotification(kinds[note.kind], {
    body: until(moment.format(note.end)),
    // A second note about the same thing takes the place of the first.
    tag: `${note.kind} ${note.about}`,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    lang: locale,
    dir: isRightToLeft ? 'rtl' : 'ltr',
    data: { end: note.end, path: pathOf(note) } satisfies Shown,
  })
  for (const page of pages) tell(page, { kind: 'note', end: note.end })
  if (left <= longestWaitMs) {
    await new Promise((resolve) => setTimeout(resolve, left))
    await closeEndedNotes()
  }
}

/** Takes what has ended off the screen. Returns the ends of what stays. */
export async function closeEndedNotes(): Promise<number[]> {
  const notes = await self.registration.getNotifications()
  const ends = (note: Notification) => (note.data as Shown).end
  for (const note of notes) if (ends(note) <= Date.now()) note.close()
  return notes.map(ends).filter((end) => end > Date.now())
}

/** Nobody is signed in on this device: whatever stands on the screen is not for whoever comes next. */
export async function closeAllNotes(): Promise<void> {
  for (const note of await self.registration.getNotifications()) note.close()
}

/** Tells a page when notes end. A page can wait for as long as it is open, and the worker cannot. */
export async function tellEnds(page: { postMessage(message: unknown): void }): Promise<void> {
  for (const end of await closeEndedNotes()) tell(page, { kind: 'note', end })
}

/** Goes to what a note is about: in the app if it is open, or else in a new window. */
export async function openNote(note: Notification): Promise<void> {
  note.close()
  const { path } = note.data as Shown
  const [page] = await self.clients.matchAll({ type: 'window' })
  if (!page) return void (await self.clients.openWindow(path))
  tell(page, { kind: 'open', path })
  await page.focus()
}
