import { type ComponentType, type ReactNode, Suspense } from 'react'
import { usePathname } from '../navigation/location.ts'
import { preloadFor } from '../navigation/preload.ts'
import { useArrival } from '../navigation/use-arrival.ts'
import { HomePage } from '../pages/HomePage.tsx'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PartBoundary } from '../parts/PartBoundary.tsx'
import type { Audience } from '../parts/preload-parts.ts'
import { ListSkeleton } from '../ui/ListSkeleton.tsx'

type Params = Readonly<Record<string, string>>
type Route = { path: RegExp; page: (params: Params) => ReactNode }

/**
 * A page that is fetched when it is first shown, or when the reader is about to follow a link to it.
 *
 * @param idleFor who has a link to it in the navigation, or in every crud: they get it when the browser is idle
 */
function lazyPage<P extends Params>(path: RegExp, load: () => Promise<ComponentType<P>>, idleFor?: Audience): Route {
  // The named groups of `path` are the properties of the page.
  const Page = lazyPart(load as () => Promise<ComponentType<Params>>, { look: 'page', ...(idleFor && { idleFor }) })
  preloadFor(path, Page.preload)
  return { path, page: (params) => <Page key={Object.values(params).join('/')} {...params} /> }
}

// Home is in the app's own script.
preloadFor(/^\/$/, async () => undefined)

/** Every address of the app. The first route that matches is shown; the last one matches everything. */
const routes: readonly Route[] = [
  { path: /^\/$/, page: () => <HomePage /> },
  lazyPage(
    /^\/@(?<handle>[^/]+)\/status\/(?<uuid>[^/]+)\/?$/i,
    async () => (await import('../pages/StatusPage.tsx')).StatusPage,
    'everybody',
  ),
  lazyPage(
    /^\/@(?<handle>[^/]+)\/status\/(?<uuid>[^/]+)\/(?<shown>likes|reposts)\/?$/i,
    async () => (await import('../pages/ReactorsPage.tsx')).ReactorsPage,
  ),
  lazyPage(
    /^\/@(?<handle>[^/]+)\/followers\/?$/i,
    async () => (await import('../pages/FollowPages.tsx')).FollowersPage,
  ),
  lazyPage(
    /^\/@(?<handle>[^/]+)\/following\/?$/i,
    async () => (await import('../pages/FollowPages.tsx')).FollowingPage,
  ),
  lazyPage(/^\/@(?<handle>[^/]+)\/?$/, async () => (await import('../pages/ProfilePage.tsx')).ProfilePage, 'everybody'),
  lazyPage(/^\/status\/(?<uuid>[^/]+)\/?$/i, async () => (await import('../pages/CrudByUuidPage.tsx')).CrudByUuidPage),
  lazyPage(/^\/signup\/?$/, async () => (await import('../pages/SignUpPage.tsx')).SignUpPage, 'visitors'),
  lazyPage(/^\/signin\/?$/, async () => (await import('../pages/SignInPage.tsx')).SignInPage, 'visitors'),
  lazyPage(/^\/confirm\/?$/, async () => (await import('../pages/ConfirmPage.tsx')).ConfirmPage),
  lazyPage(/^\/welcome\/?$/, async () => (await import('../pages/WelcomePage.tsx')).WelcomePage),
  lazyPage(/^\/forgot\/?$/, async () => (await import('../pages/ForgotPage.tsx')).ForgotPage),
  lazyPage(/^\/settings\/?$/, async () => (await import('../pages/SettingsPage.tsx')).SettingsPage, 'everybody'),
  lazyPage(/^\/settings\/muted\/?$/, async () => (await import('../pages/MutedAndBlockedPages.tsx')).MutedPage),
  lazyPage(/^\/settings\/blocked\/?$/, async () => (await import('../pages/MutedAndBlockedPages.tsx')).BlockedPage),
  lazyPage(
    /^\/notifications\/?$/,
    async () => (await import('../pages/NotificationsPage.tsx')).NotificationsPage,
    'members',
  ),
  lazyPage(
    /^\/messages(?:\/new\/@?(?<handle>[^/]+)|\/(?<group>[^/]+))?\/?$/,
    async () => (await import('../pages/MessagesPage.tsx')).MessagesPage,
    'members',
  ),
  lazyPage(/^\/search\/?$/, async () => (await import('../pages/SearchPage.tsx')).SearchPage, 'everybody'),
  lazyPage(/^\/admin\/?$/, async () => (await import('../pages/AdminPage.tsx')).AdminPage),
  lazyPage(
    /^\/moderation(?:\/(?<section>[a-z-]+))?\/?$/,
    async () => (await import('../pages/ModerationPage.tsx')).ModerationPage,
  ),
  // The longer addresses are those of the original. On S3 nobody redirects them.
  lazyPage(/^\/about\/?$/, async () => (await import('../pages/AboutPage.tsx')).AboutPage),
  lazyPage(/^\/proof\/?$/, async () => (await import('../pages/ProofPage.tsx')).ProofPage),
  lazyPage(/^\/terms(?:-of-service)?\/?$/, async () => (await import('../pages/TermsPage.tsx')).TermsPage),
  lazyPage(/^\/privacy(?:-policy)?\/?$/, async () => (await import('../pages/PrivacyPage.tsx')).PrivacyPage),
  lazyPage(/^/, async () => (await import('../pages/NotFoundPage.tsx')).NotFoundPage),
]

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function pageAt(path: string): ReactNode {
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
    <PartBoundary key={path} look="page">
      <Suspense fallback={<ListSkeleton of="cruds" count={2} />}>{pageAt(path)}</Suspense>
    </PartBoundary>
  )
}
