/** Why a part of the app is missing. `fault`: none of the other reasons, so it is ours. */
export type Obstacle = 'offline' | 'unreachable' | 'newer-version' | 'fault'

const maxWaitMs = 5000

/** The scripts that begin the app. */
function scriptsOf(page: Document): string {
  return Array.from(page.querySelectorAll('script[type=module]'), (script) => script.getAttribute('src')).join()
}

/** Finds out what keeps a part of the app away: asks for the first page anew and compares its scripts with ours. */
export async function findObstacle(): Promise<Obstacle> {
  if (!navigator.onLine) return 'offline'
  try {
    const reply = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(maxWaitMs) })
    if (!reply.ok) return 'fault'
    const newest = new DOMParser().parseFromString(await reply.text(), 'text/html')
    return scriptsOf(newest) === scriptsOf(document) ? 'fault' : 'newer-version'
  } catch {
    return 'unreachable'
  }
}
