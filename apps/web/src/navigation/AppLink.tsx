import type { ComponentProps, MouseEvent } from 'react'
import { navigate, reselected } from './location.ts'
import { preload } from './preload.ts'
import { restoreScroll } from './scroll-restoration.ts'

type AppLinkProps = ComponentProps<'a'> & { href: string; replace?: boolean }

/** Whether a click means this link in this tab, and not a new tab, a new window or a download. */
function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
}

function reselect(): void {
  restoreScroll(0)
  reselected.emit()
}

/** A link to another page of ours. It changes the page without loading it. */
export function AppLink({ href, replace = false, onClick, ...rest }: AppLinkProps) {
  return (
    <a
      {...rest}
      href={href}
      onPointerEnter={() => preload(href)}
      onFocus={() => preload(href)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlainClick(event)) return
        event.preventDefault()
        const here = location.pathname + location.search
        if (href === here) reselect()
        // Another part of the same page is no page of its own to come back to.
        else navigate(href, { replace: replace || href.split('#', 1)[0] === here })
      }}
    />
  )
}
