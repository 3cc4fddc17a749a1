/** The paths of the scripts that this page began with: they tell its build. */
function ownScripts(): string[] {
  return Array.from(
    document.querySelectorAll<HTMLScriptElement>('script[type=module]'),
    ({ src }) => new URL(src).pathname,
  )
}

/**
 * Installs the service worker, or has the browser look for a newer one. Without one the app works, but does not start
 * offline: browsers refuse it to private windows, and to pages that are neither HTTPS nor local.
 */
export async function registerWorker(): Promise<void> {
  // The development server has no worker.
  if (!(import.meta.env.PROD && 'serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ kind: 'loaded', scripts: ownScripts() })
  } catch {}
}
