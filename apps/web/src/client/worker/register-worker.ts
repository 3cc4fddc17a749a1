import type { ToWorker } from '../../../worker/messages.ts'

/**
 * Installs the service worker, or has the browser look for a newer one. Without one the app works, but does not start
 * offline and shows no notes.
 *
 * @returns undefined where there can be none: in the development server, in private windows of some browsers, on pages
 *   that are neither HTTPS nor local, and where it can't be installed
 */
export async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!(import.meta.env.PROD && 'serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    // Not `ready`, which waits for ever where the worker can't be installed.
    if (!registration.active) await installed(registration.installing ?? registration.waiting)
    return registration.active ? registration : undefined
  } catch {}
}

/** Waits until a worker is active, or turns out not to become so. */
function installed(worker: ServiceWorker | null): Promise<void> {
  const isOver = () => worker === null || ['activated', 'redundant'].includes(worker.state)
  return new Promise((resolve) => {
    const look = () => isOver() && resolve()
    worker?.addEventListener('statechange', look)
    look()
  })
}

/** Tells the worker something, if there is one. */
export function tellWorker({ active }: ServiceWorkerRegistration, message: ToWorker): void {
  active?.postMessage(message)
}
