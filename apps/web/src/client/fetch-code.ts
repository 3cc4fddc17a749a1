/** A part of the app's own code that could not be fetched: there is no network, or a newer version has replaced it. */
export class CodeMissing extends Error {
  constructor(cause?: unknown) {
    super('A part of the app could not be fetched.', { cause })
    this.name = 'CodeMissing'
  }
}

/**
 * Fetches a part of the app by a dynamic import.
 *
 * Without a network it does not even try unless a service worker keeps the parts, because some browsers (Chromium 153 among
 * them) remember a failed import until the page is reloaded: https://github.com/whatwg/html/issues/6768.
 *
 * @param isForced tries whatever the browser says of the network, for a reader who asks for it
 * @throws {CodeMissing}
 */
export async function fetchCode<T>(load: () => Promise<T>, isForced = false): Promise<T> {
  if (!(isForced || navigator.onLine || navigator.serviceWorker?.controller)) throw new CodeMissing()
  try {
    return await load()
  } catch (error) {
    throw new CodeMissing(error)
  }
}

/** Fetches a part of the app and runs it: at once, or when the network comes back. */
export function runCode<T>(load: () => Promise<T>, run: (code: T) => void): void {
  const attempt = () => {
    fetchCode(load).then(run, () => addEventListener('online', attempt, { once: true }))
  }
  attempt()
}
