import type { PushNote } from '@cruddur/contract/push/push'
import type { ToWorker } from './messages.ts'
import { closeAllNotes, closeEndedNotes, openNote, showNote, tellEnds } from './notes.ts'
import { answer, dropOtherBuilds, keepShell } from './shell.ts'

// The service worker: keeps the app's own files, so that it starts without a network, and shows notes. It never keeps a crud, a
// message, a name or any other reply of the API (decision 039).

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', (event) => {
  // Pages of the last build go on to find their parts, so nothing has to wait until they are closed.
  event.waitUntil(keepShell().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  // The browser asks for a page while the worker starts.
  const preload = self.registration.navigationPreload?.enable()
  event.waitUntil(Promise.all([preload, self.clients.claim()]))
})

self.addEventListener('fetch', (event) => {
  answer(event)
  // Whatever wakes the worker is a moment to take away what has ended meanwhile.
  if (event.request.mode === 'navigate') event.waitUntil(closeEndedNotes())
})

self.addEventListener('message', (event) => {
  event.waitUntil(hear(event.data as ToWorker, event.source))
})

self.addEventListener('push', (event) => {
  const note = event.data?.json() as PushNote | undefined
  if (note) event.waitUntil(showNote(note))
})

self.addEventListener('notificationclick', (event) => {
  event.waitUntil(openNote(event.notification))
})

async function hear(message: ToWorker, page: ExtendableMessageEvent['source']): Promise<void> {
  if (message.kind === 'ended') await closeEndedNotes()
  if (message.kind === 'signed-out') await closeAllNotes()
  if (message.kind !== 'loaded') return
  if (page) await tellEnds(page)
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (pages.length <= 1) await dropOtherBuilds(message.scripts)
}
