import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { usePathname } from 'wouter/use-browser-location'
import { preloadFor } from '../navigation/preload.ts'
import { useArrival } from '../navigation/use-arrival.ts'
import { HomePage } from '../pages/HomePage.tsx'
import { CrudSkeleton } from '../ui/ListSkeleton.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'

type Params = Readonly<Record<string, string>>
type Route = { path: RegExp; page: (params: Params) => ReactNode }

/** A page that is fetched when it is first needed, or when somebody is about to follow a link to it. */
function later<N extends string, P extends Params>(
  path: RegExp,
  name: N,
  load: () => Promise<Record<N, ComponentType<P>>>,
): Route {
  const Page = lazy(async () => ({ default: (await load())[name] as ComponentType<Params> }))
  preloadFor(path, load)
  return { path, page: (params) => <Page key={Object.values(params).join('/')} {...params} /> }
}

/** Every address of the app; the last one takes what no other does. Names in addresses come in any case. */
const routes: readonly Route[] = [
  { path: /^\/$/, page: () => <HomePage /> },
  later(/^\/@(?<handle>[^/]+)\/status\/(?<uuid>[^/]+)\/?$/i, 'StatusPage', () => import('../pages/StatusPage.tsx')),
  later(/^\/@(?<handle>[^/]+)\/followers\/?$/i, 'FollowersPage', () => import('../pages/FollowersPage.tsx')),
  later(/^\/@(?<handle>[^/]+)\/following\/?$/i, 'FollowingPage', () => import('../pages/FollowingPage.tsx')),
  later(/^\/@(?<handle>[^/]+)\/?$/, 'ProfilePage', () => import('../pages/ProfilePage.tsx')),
  later(/^\/status\/(?<uuid>[^/]+)\/?$/i, 'CrudByUuidPage', () => import('../pages/CrudByUuidPage.tsx')),
  later(/^\/signup\/?$/, 'SignUpPage', () => import('../pages/SignUpPage.tsx')),
  later(/^\/signin\/?$/, 'SignInPage', () => import('../pages/SignInPage.tsx')),
  later(/^\/confirm\/?$/, 'ConfirmPage', () => import('../pages/ConfirmPage.tsx')),
  later(/^\/forgot\/?$/, 'ForgotPage', () => import('../pages/ForgotPage.tsx')),
  later(/^\/settings\/?$/, 'SettingsPage', () => import('../pages/SettingsPage.tsx')),
  later(/^\/settings\/muted\/?$/, 'MutedPage', () => import('../pages/MutedPage.tsx')),
  later(/^\/settings\/blocked\/?$/, 'BlockedPage', () => import('../pages/BlockedPage.tsx')),
  later(/^\/notifications\/?$/, 'NotificationsPage', () => import('../pages/NotificationsPage.tsx')),
  later(
    /^\/messages(?:\/new\/@?(?<handle>[^/]+)|\/(?<group>[^/]+))?\/?$/,
    'MessagesPage',
    () => import('../pages/MessagesPage.tsx'),
  ),
  later(/^\/search\/?$/, 'SearchPage', () => import('../pages/SearchPage.tsx')),
  later(/^\/about\/?$/, 'AboutPage', () => import('../pages/AboutPage.tsx')),
  later(/^\/terms\/?$/, 'TermsPage', () => import('../pages/TermsPage.tsx')),
  later(/^\/privacy\/?$/, 'PrivacyPage', () => import('../pages/PrivacyPage.tsx')),
  later(/^/, 'NotFoundPage', () => import('../pages/NotFoundPage.tsx')),
]

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function pageOf(path: string): ReactNode {
  for (const route of routes) {
    const match = route.path.exec(path)
    if (match) return route.page({ ...match.groups })
  }
}

/** The page that the address names. */
export function Router() {
  const path = decoded(usePathname())
  useArrival(path)
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<CrudSkeleton count={2} />}>{pageOf(path)}</Suspense>
    </ErrorBoundary>
  )
}
