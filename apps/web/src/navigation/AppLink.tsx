import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { preload } from './preload.ts'
import { returnTo } from './scroll-restoration.ts'

type AppLinkProps = ComponentProps<'a'> & { href: string; replace?: boolean }

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
}

function askAgain(): void {
  returnTo(0)
  dispatchEvent(new Event('asked-again'))
}

/** A link to another page of ours: a real link, that changes the page without loading it. */
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
        if (href === here) askAgain()
        // Another part of the same page is no page of its own to come back to.
        else navigate(href, { replace: replace || href.split('#', 1)[0] === here })
      }}
    />
  )
}
