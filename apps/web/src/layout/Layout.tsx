import type { ReactNode } from 'react'
import { Announcer } from '../ui/Announcer.tsx'
import { OfflineBanner } from '../ui/parts/OfflineBanner.tsx'
import { Toaster } from '../ui/Toaster.tsx'
import { Navigation } from './Navigation.tsx'
import { Overlays } from './Overlays.tsx'
import { Sidebar } from './Sidebar.tsx'

/** What surrounds every page. */
export function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the content
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
