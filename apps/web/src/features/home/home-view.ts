import { deviceStorage } from '../../client/device-storage.ts'
import { type HomeView, homeFeeds } from '../../cruds/cruds.queries.ts'

const key = 'cruddur.home'

const feedIn = (params: URLSearchParams) => homeFeeds.find((feed) => feed === params.get('feed'))

/**
 * What home shows: what its address says, or else the feed that was chosen last on this device. What ends soon is shown
 * only where the address says so: nobody is to look for a new crud there a day later.
 */
export function homeView(query: string): HomeView {
  const params = new URLSearchParams(query)
  if (params.get('sort') === 'expiring') return { feed: feedIn(params) ?? 'all', sort: 'expiring' }
  const last = feedIn(new URLSearchParams(deviceStorage.getItem(key) ?? ''))
  return { feed: feedIn(params) ?? last ?? 'all', sort: 'newest' }
}

/** The address of home in one of its views. It names the feed, because a missing one means the last choice. */
export function addressOfHome(view: HomeView): string {
  return `/?${new URLSearchParams(view)}`
}

export function rememberHome({ feed, sort }: HomeView): void {
  if (sort === 'newest') deviceStorage.setItem(key, new URLSearchParams({ feed }).toString())
}
