import { type KeyboardEvent, useEffect, useRef } from 'react'
import { isRightToLeft } from '../words/language.ts'
import { Drawing } from './Icon.tsx'
import { type MenuIcon, menuLines } from './menu-icons.ts'

export type MenuItem = { icon: MenuIcon; words: string; onChoose: () => void; grave?: boolean }

type MenuProps = { anchor: HTMLElement; label: string; items: MenuItem[]; onClose: () => void }

/** The least distance from the edges of the window. */
const marginPx = 8

/**
 * Places the menu below its button, or above it if there is no room. On a phone, where it is a sheet at the foot, CSS
 * ignores this.
 */
function placeMenu(menu: HTMLElement, anchor: HTMLElement): void {
  const button = anchor.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const below = button.bottom + height + marginPx < innerHeight
  menu.style.setProperty('--menu-top', `${Math.max(marginPx, below ? button.bottom + 4 : button.top - height - 4)}px`)
  const start = isRightToLeft ? innerWidth - button.left - width : button.right - width
  menu.style.setProperty('--menu-start', `${Math.max(marginPx, start)}px`)
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

const itemsIn = (menu: HTMLElement | null) => [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  const all = itemsIn(event.currentTarget)
  const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined
  if (!step) return
  event.preventDefault()
  all[step(all.indexOf(event.target as HTMLElement), all.length)]?.focus()
}

/** A menu that is open while it is mounted. The browser closes it on Escape and on a click elsewhere. */
export function Menu({ anchor, label, items, onClose }: MenuProps) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const menu = ref.current
    menu?.showPopover()
    if (menu) placeMenu(menu, anchor)
    itemsIn(menu)[0]?.focus()
    anchor.setAttribute('aria-expanded', 'true')
    const hide = () => menu?.hidePopover()
    addEventListener('resize', hide)
    return () => {
      removeEventListener('resize', hide)
      anchor.setAttribute('aria-expanded', 'false')
      if (menu?.contains(document.activeElement)) anchor.focus({ preventScroll: true })
    }
  }, [anchor])
  const choose = (item: MenuItem) => {
    // If the item opens a dialog, that gives the focus back to the button when it closes.
    anchor.focus({ preventScroll: true })
    onClose()
    item.onChoose()
  }
  return (
    <div
      ref={ref}
      popover="auto"
      className="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={walk}
      onToggle={(event) => event.newState === 'closed' && onClose()}
    >
      {items.map((item) => (
        <button
          key={item.words}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="menu-item"
          data-grave={item.grave}
          onClick={() => choose(item)}
        >
          <Drawing lines={menuLines[item.icon]} />
          {item.words}
        </button>
      ))}
    </div>
  )
}
