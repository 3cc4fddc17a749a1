import type { ReactNode } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'

type Tab = { href: string; words: string; current: boolean }

/** Tabs that are links, so that each has an address and "back" works. */
export function Tabs({ label, tabs, children }: { label: string; tabs: Tab[]; children?: ReactNode }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ href, words, current }) => (
        <AppLink key={words} href={href} className="tab" aria-current={current ? 'page' : undefined}>
          {words}
        </AppLink>
      ))}
      {children}
    </nav>
  )
}
