import { deviceStorage } from '../../client/device-storage.ts'
import { defaultView, type HomeView } from '../../cruds/cruds.queries.ts'

const key = 'cruddur.home'

function viewIn(query: string): Partial<HomeView> {
  const params = new URLSearchParams(query)
  const [feed, sort] = [params.get('feed'), params.get('sort')]
  return {
    ...((feed === 'all' || feed === 'following') && { feed }),
    ...((sort === 'newest' || sort === 'expiring') && { sort }),
  }
}

/** What home shows: what its address says, or else what was chosen last on this device. */
export function homeView(query: string): HomeView {
  return {
    ...defaultView,
    ...viewIn(deviceStorage.getItem(key) ?? ''),
    ...viewIn(query),
  }
}

/** The address of home in one of its views. It names both values, because a missing one means the last choice. */
export function addressOfHome(view: HomeView): string {
  return `/?${new URLSearchParams(view)}`
}

export function rememberHome(view: HomeView): void {
  deviceStorage.setItem(key, new URLSearchParams(view).toString())
}
