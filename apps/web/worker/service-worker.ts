import { answer, dropOtherBuilds, keepShell } from './shell.ts'

// The service worker: keeps the app's own files, so that it starts without a network. Never a crud, a message, a name or any
// other reply of the API (decision 039).

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

self.addEventListener('fetch', answer)

self.addEventListener('message', (event) => {
  const { kind, scripts } = event.data as { kind: 'loaded'; scripts: string[] }
  if (kind === 'loaded') event.waitUntil(tidy(scripts))
})

async function tidy(scripts: string[]): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (pages.length <= 1) await dropOtherBuilds(scripts)
}
