import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { preload } from './preload.ts'
import { returnTo } from './return.ts'

type AppLinkProps = ComponentProps<'a'> & { href: string; replace?: boolean }

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)

/** A link to another page of ours: a real link, that changes the page without loading it. */
export const AppLink = ({ href, replace = false, onClick, ...rest }: AppLinkProps) => (
  <a
    {...rest}
    href={href}
    onPointerEnter={() => preload(href)}
    onFocus={() => preload(href)}
    onClick={(event) => {
      onClick?.(event)
      if (event.defaultPrevented || !isPlainClick(event)) return
      event.preventDefault()
      if (href === location.pathname + location.search) returnTo(0)
      else navigate(href, { replace })
    }}
  />
)
