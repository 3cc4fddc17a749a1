/** Where each page of this tab's history was scrolled to, and which crud on it was last in use. Addresses of things, never words. */
type Place = { scroll: number; focus: string | null }

const storeKey = 'cruddur.places'
const kept = 50

function stored(): [string, Place][] {
  try {
    return JSON.parse(sessionStorage.getItem(storeKey) ?? '[]')
  } catch {
    return []
  }
}

const places = new Map<string, Place>(stored())

function store(): void {
  try {
    sessionStorage.setItem(storeKey, JSON.stringify([...places].slice(-kept)))
  } catch {
    // The places then last as long as the page does.
  }
}

/** What each entry of the history says of itself: its name, and how many of ours lie behind it. */
type Entry = { entry: string; depth: number }

let entry = ''
let depth = 0

/** Takes up the entry that is shown now, and names it when it is new. */
function takeEntry(newDepth: number): void {
  const known = history.state as Partial<Entry> | null
  entry = known?.entry ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
  depth = known?.depth ?? newDepth
  if (!known?.entry) history.replaceState({ ...known, entry, depth } satisfies Entry, '')
}

function remember(change: Partial<Place>): void {
  const before = places.get(entry) ?? { scroll: 0, focus: null }
  places.delete(entry)
  places.set(entry, { ...before, ...change })
}

export type Arrival = { kind: 'first' | 'new' | 'back'; place: Place | undefined }

let arrival: Arrival = { kind: 'first', place: undefined }

/** Whether the page before this one in the history is ours. */
export function cameFromOurs(): boolean {
  return depth > 0
}

let settled = true

let path = ''

function arrive(next: Arrival): void {
  arrival = next
  settled = next.kind === 'first'
  path = location.pathname
}

/** An entry that was replaced keeps its name; with another path it is a page that was come to. */
function onReplaced(): void {
  const known = history.state as Partial<Entry> | null
  if (!known?.entry) history.replaceState({ ...known, entry, depth } satisfies Entry, '')
  if (location.pathname !== path) arrive({ kind: 'new', place: undefined })
}

/** Scrolls the page that was come to: a new one to its top, one that is come back to where it was left. */
export function scrollToArrival(): void {
  returnTo(arrival.place?.scroll ?? 0)
}

/**
 * Gives the focus to where reading goes on: the crud that was last in use, or else the heading. Tried again when a
 * heading appears, since a page may be fetched first. The very first page is left to the browser.
 */
export function settleFocus(): void {
  if (settled) return
  const last = arrival.kind === 'back' && arrival.place?.focus ? document.getElementById(arrival.place.focus) : null
  const target = last ?? document.getElementById('page-heading')
  // While a page is fetched, the one before is still there, hidden.
  if (!target?.checkVisibility()) return
  settled = true
  target.focus({ preventScroll: true })
}

/** Scrolls to a place, and as soon as the page is long enough when it is not yet. Gives up when the reader moves or after 3 s. */
export function returnTo(scroll: number): void {
  scrollTo({ top: scroll, behavior: 'instant' })
  if (scrollY >= scroll - 1) return
  const watch = new ResizeObserver(() => {
    scrollTo({ top: scroll, behavior: 'instant' })
    if (scrollY >= scroll - 1) stop()
  })
  const stop = () => {
    watch.disconnect()
    for (const event of givesUp) removeEventListener(event, stop)
  }
  const givesUp = ['wheel', 'touchstart', 'keydown', 'popstate', 'pushState']
  for (const event of givesUp) addEventListener(event, stop, { passive: true })
  watch.observe(document.body)
  setTimeout(stop, 3000)
}

/** Begins to keep places. Must run before the router listens, so that it knows how a page was come to. */
export function startKeepingPlaces(): void {
  history.scrollRestoration = 'manual'
  takeEntry(0)
  arrive({ kind: 'first', place: places.get(entry) })
  addEventListener('replaceState', onReplaced)
  addEventListener('scroll', () => remember({ scroll: scrollY }), { passive: true })
  addEventListener('focusin', (event) => {
    const crud = (event.target as Element).closest?.('[data-crud]')
    if (crud) remember({ focus: crud.id })
  })
  addEventListener('pagehide', store)
  addEventListener('popstate', () => {
    takeEntry(0)
    arrive({ kind: 'back', place: places.get(entry) })
  })
  addEventListener('pushState', () => {
    takeEntry(depth + 1)
    arrive({ kind: 'new', place: undefined })
  })
}
