import type { ReactNode } from 'react'
import { Announcer } from '../ui/Announcer.tsx'
import { OfflineBanner } from '../ui/parts/OfflineBanner.tsx'
import { Toaster } from '../ui/Toaster.tsx'
import { words } from '../words/words.ts'
import { Navigation } from './Navigation.tsx'
import { Overlays } from './Overlays.tsx'
import { Sidebar } from './Sidebar.tsx'

/** What surrounds every page. */
export function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip-link" href="#main">
        {words.layout.skip}
      </a>
      <div className="layout">
        <Navigation />
        <main id="main" tabIndex={-1}>
          <OfflineBanner />
          {children}
        </main>
        <Sidebar />
      </div>
      <Overlays />
      <Toaster />
      <Announcer />
    </>
  )
}
