import { session } from '../client/session/session.ts'
import { navigate } from '../navigation/location.ts'
import { overlay } from '../navigation/overlay.ts'

/** Whether the key goes to a field or a dialog, or belongs to a shortcut of the browser. */
function isBusy(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  const typing = target?.closest('input, textarea, select, [contenteditable]')
  return Boolean(typing || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey)
}

/**
 * Moves the focus from crud to crud or from person to person, or in an open conversation from message to message. It begins
 * with the first one on the screen.
 */
function step(by: 1 | -1): void {
  const kind = document.querySelector('[data-message]') ? '[data-message]' : 'main :is([data-crud], .person-link)'
  const cruds = [...document.querySelectorAll<HTMLElement>(kind)]
  const at = cruds.findIndex((crud) => crud.contains(document.activeElement))
  const seen = cruds.findIndex((crud) => crud.getBoundingClientRect().top >= 0)
  const next = cruds[at < 0 ? Math.max(seen, 0) : at + by]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}

/** The crud of a page of its own. Keys are about it unless another one has the focus. */
function ownPageCrud(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-crud][data-whole]')
}

function current(): string | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement.dataset['crud'] : undefined
}

function compose(): void {
  if (session.get().phase === 'member') overlay.set({ kind: 'compose' })
  else navigate('/signin')
}

function openCurrent(): void {
  const address = current()
  if (address) navigate(address)
}

/** Goes to the search box beside the feed if there is one, or else to the search page. */
function search(): void {
  const box = document.querySelector<HTMLElement>('.search-box input')
  if (box?.checkVisibility()) box.focus()
  else navigate('/search')
}

/** Presses the like or repost button of the focused crud, or of the crud whose page this is. */
function react(reaction: 'like' | 'repost'): void {
  const crud = current() ? document.activeElement : ownPageCrud()
  crud?.querySelector<HTMLElement>(`[data-reaction="${reaction}"]`)?.click()
}

/** In an open conversation the answer is a message. */
function reply(): void {
  const message = document.querySelector<HTMLElement>('.message-field textarea')
  const address = current() ?? ownPageCrud()?.dataset['crud']
  if (message) message.focus()
  else if (address === location.pathname) document.querySelector<HTMLElement>('#reply :is(textarea, a)')?.focus()
  else if (address) navigate(`${address}#reply`)
}

const actions: Readonly<Record<string, () => void>> = {
  n: compose,
  j: () => step(1),
  k: () => step(-1),
  r: reply,
  l: () => react('like'),
  t: () => react('repost'),
  '/': search,
  Enter: openCurrent,
  '?': () => overlay.set({ kind: 'shortcuts' }),
}

/** Runs keyboard shortcuts. They are off while the reader writes something. */
export function onKeyDown(event: KeyboardEvent): void {
  const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
  // Enter on a link or a button inside a crud belongs to that.
  if (!action || isBusy(event) || (event.key === 'Enter' && !current())) return
  event.preventDefault()
  action()
}
