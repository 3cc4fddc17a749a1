import type { ToWorker } from '../../../worker/messages.ts'

/**
 * Installs the service worker, or has the browser look for a newer one. Without one the app works, but does not start
 * offline and shows no notes.
 *
 * @returns undefined where there can be none: in the development server, in private windows of some browsers, and on pages
 *   that are neither HTTPS nor local
 */
export async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!(import.meta.env.PROD && 'serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    return await navigator.serviceWorker.ready
  } catch {}
}

/** Tells the worker something, if there is one. */
export function tellWorker({ active }: ServiceWorkerRegistration, message: ToWorker): void {
  active?.postMessage(message)
}
