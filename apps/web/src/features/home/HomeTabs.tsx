import type { HomeView } from '../../cruds/cruds.queries.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { addressOfHome } from './home-view.ts'

/** Links that choose whose cruds home shows, and in which order. */
export function HomeTabs({ view, isMember }: { view: HomeView; isMember: boolean }) {
  const feeds = isMember ? (['all', 'following'] as const) : (['all'] as const)
  const soonest = view.sort === 'expiring'
  return (
    <Tabs
      label="What home shows"
      tabs={feeds.map((feed) => ({
        href: addressOfHome({ ...view, feed }),
        words: feed === 'all' ? 'All' : 'Following',
        current: view.feed === feed,
      }))}
    >
      <AppLink
        href={addressOfHome({ ...view, sort: soonest ? 'newest' : 'expiring' })}
        className="sort-switch"
        aria-current={soonest || undefined}
        title={soonest ? 'Show the newest first' : 'Show what ends first'}
      >
        <Icon name="bomb" />
        Before it’s gone
      </AppLink>
    </Tabs>
  )
}
