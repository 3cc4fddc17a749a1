/** Why a part of the app is missing. `fault`: none of the other reasons, so it is ours. */
export type Obstacle = 'offline' | 'unreachable' | 'newer-version' | 'fault'

const maxWaitMs = 5000
const entryTag = /<script[^>]+type="module"[^>]*>/

/** The script that begins the app, as a document names it. */
function entryOf(html: string): string | undefined {
  return /src="([^"]+)"/.exec(entryTag.exec(html)?.[0] ?? '')?.[1]
}

/** Finds out what keeps a part of the app away: asks for the first page anew and compares its script with ours. */
export async function findObstacle(): Promise<Obstacle> {
  if (!navigator.onLine) return 'offline'
  try {
    const reply = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(maxWaitMs) })
    if (!reply.ok) return 'fault'
    const ours = document.querySelector('script[type=module][src]')?.getAttribute('src')
    return entryOf(await reply.text()) === ours ? 'fault' : 'newer-version'
  } catch {
    return 'unreachable'
  }
}
