import { firstPageId } from '@cruddur/contract/first-page/first-page'
import { filesOnDemand, shellFiles } from './build-facts.ts'

// One cache for all builds: hashed names never mean two things. So a page of the last build finds its parts, and a new build
// fetches only what has changed.
const cacheName = 'cruddur-shell'

/** The page of the app without any data, whatever address it is for. */
const shellPage = '/index.html'

const ofThisBuild: ReadonlySet<string> = new Set([...shellFiles, ...filesOnDemand, shellPage])

/** The name holds a hash of the content. */
const isHashed = (path: string) => path.startsWith('/assets/')

/** What the server alone answers. Nothing of it is ever kept, nor is a page shown in its place. */
const isServed = (path: string) => /^\/(api|\.well-known|rollbar)(\/|$)/.test(path)

const openShell = () => caches.open(cacheName)
const find = async (path: string) => (await openShell()).match(path, { ignoreVary: true })

/**
 * Fetches what this build needs and is not kept yet. The page comes last: it never names scripts that are not there.
 *
 * @throws when a file can't be fetched; the worker is then not installed, and the browser tries again later
 */
export async function keepShell(): Promise<void> {
  const cache = await openShell()
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  const missing = shellFiles.filter((path) => !(isHashed(path) && known.has(path)))
  await Promise.all(missing.map(async (path) => cache.put(path, await fetchFile(path))))
  const page = await fetchFile(shellPage)
  // The first page's data may stand in the HTML (decision 033). Such a copy would outlive its cruds.
  if ((await page.clone().text()).includes(firstPageId)) throw new Error('The page of the shell holds data')
  await cache.put(shellPage, page)
}

async function fetchFile(path: string): Promise<Response> {
  const reply = await fetch(path, {
    cache: isHashed(path) ? 'default' : 'no-cache',
    credentials: 'omit',
    redirect: 'error',
  })
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}`)
  return reply
}

/**
 * Removes the files of other builds, once no page can need them.
 *
 * @param scripts the paths of the scripts that the only open page began with
 */
export async function dropOtherBuilds(scripts: readonly string[]): Promise<void> {
  if (!scripts.every((path) => ofThisBuild.has(path))) return
  const cache = await openShell()
  for (const request of await cache.keys())
    if (!ofThisBuild.has(new URL(request.url).pathname)) await cache.delete(request, { ignoreVary: true })
}

/** Answers a request for a page or a file of the app. Whatever else a page asks for, it asks the network itself. */
export function answer(event: FetchEvent): void {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || isServed(pathname)) return
  if (request.mode === 'navigate') event.respondWith(openPage(event))
  else if (isHashed(pathname)) event.respondWith(keptOrFetched(request, pathname))
  else if (shellFiles.includes(pathname)) event.respondWith(fetchedOrKept(request, pathname))
}

/** A page comes from the network, and is not kept: it may hold cruds. Without a network the shell says so. */
async function openPage(event: FetchEvent): Promise<Response> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request))
  } catch {
    return (await find(shellPage)) ?? Response.error()
  }
}

async function keptOrFetched(request: Request, path: string): Promise<Response> {
  const kept = await find(path)
  if (kept) return kept
  const reply = await fetch(request)
  if (reply.ok && ofThisBuild.has(path)) await (await openShell()).put(path, reply.clone())
  return reply
}

async function fetchedOrKept(request: Request, path: string): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return (await find(path)) ?? Response.error()
  }
}
