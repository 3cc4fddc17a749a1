import { type NavigationKind, navigated } from './location.ts'
import { scrollWhileSettling } from './scroll-while-settling.ts'

/**
 * Where the reader was on a page: how far it was scrolled, in pixels, and the id of the crud that had the focus last.
 */
type ReadingPosition = { scroll: number; focus: string | null }

const storageKey = 'cruddur.places'
const maxStored = 50

function load(): [string, ReadingPosition][] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]')
  } catch {
    return []
  }
}

/** The position on each page of this tab's history, by the name of its entry. */
const positions = new Map<string, ReadingPosition>(load())

function save(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...positions].slice(-maxStored)))
  } catch {
    // Without storage the positions last as long as the page does.
  }
}

/** What `history.state` holds of each entry: its name, and how many of our entries lie before it. */
type EntryState = { entry: string; depth: number }

let entry = ''
let depth = 0

/** Reads the state of the entry that is shown now, and names the entry when it is new. */
function readEntry(newDepth: number): void {
  const state = history.state as Partial<EntryState> | null
  entry = state?.entry ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
  depth = state?.depth ?? newDepth
  if (!state?.entry) history.replaceState({ ...state, entry, depth } satisfies EntryState, '')
}

function remember(change: Partial<ReadingPosition>): void {
  const before = positions.get(entry) ?? { scroll: 0, focus: null }
  // Deleted first, so that the entry used last is the last of the map.
  positions.delete(entry)
  positions.set(entry, { ...before, ...change })
}

/** How the reader came to the page, and where they were on it when they left; undefined for a new page. */
type Arrival = { kind: 'first' | 'new' | 'back'; position: ReadingPosition | undefined }

let arrival: Arrival = { kind: 'first', position: undefined }
let isFocusSettled = true
let hasScrolled = false
let arrivedAt = ''

function arrive(next: Arrival): void {
  arrival = next
  isFocusSettled = next.kind === 'first'
  arrivedAt = location.pathname
}

/** Whether the entry before this one in the history is ours. */
export function cameFromOurs(): boolean {
  return depth > 0
}

/** Whether the reader begins at the top of the page, and not further down where they left it. */
export function beginsAtTop(): boolean {
  return !arrival.position?.scroll
}

/** Scrolls the page that the reader came to: a new one to its top, another to where they left it. */
export function scrollToArrival(): void {
  const isNewDocument = !hasScrolled && arrival.kind === 'first' && !arrival.position
  hasScrolled = true
  // It is at its top already. To say so would make the browser lay out a page that is not whole yet.
  if (!isNewDocument) restoreScroll(arrival.position?.scroll ?? 0)
}

/**
 * Moves the focus to where reading goes on: to the crud that had it last, or else to the heading. Call it again when a
 * heading appears, because a page may be fetched first. On the very first page the browser decides.
 */
export function settleFocus(): void {
  if (isFocusSettled) return
  const last =
    arrival.kind === 'back' && arrival.position?.focus ? document.getElementById(arrival.position.focus) : null
  const target = last ?? document.getElementById('page-heading')
  // While a page is fetched, the one before is still there, hidden.
  if (!target?.checkVisibility()) return
  isFocusSettled = true
  target.focus({ preventScroll: true })
}

/** Scrolls to `scroll` pixels, as soon as the page is long enough. */
export function restoreScroll(scroll: number): void {
  scrollWhileSettling(() => {
    scrollTo({ top: scroll, behavior: 'instant' })
    return scrollY >= scroll - 1
  })
}

function onNavigated(kind: NavigationKind): void {
  if (kind === 'replace') {
    // A replaced entry keeps its name. With another path it is a new page.
    const state = history.state as Partial<EntryState> | null
    if (!state?.entry) history.replaceState({ ...state, entry, depth } satisfies EntryState, '')
    if (location.pathname !== arrivedAt) arrive({ kind: 'new', position: undefined })
  } else if (kind === 'push') {
    readEntry(depth + 1)
    arrive({ kind: 'new', position: undefined })
  } else {
    readEntry(0)
    arrive({ kind: 'back', position: positions.get(entry) })
  }
}

/** Begins to remember positions. Call it before the router renders, which asks how the reader came to the page. */
export function startScrollRestoration(): void {
  history.scrollRestoration = 'manual'
  readEntry(0)
  arrive({ kind: 'first', position: positions.get(entry) })
  navigated.listen(onNavigated)
  addEventListener('scroll', () => remember({ scroll: scrollY }), { passive: true })
  addEventListener('focusin', (event) => {
    const crud = (event.target as Element).closest?.('[data-crud]')
    if (crud) remember({ focus: crud.id })
  })
  addEventListener('pagehide', save)
}
