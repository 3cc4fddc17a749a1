import type { HomeView } from '../../cruds/cruds.queries.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { words } from '../../words/words.ts'
import { addressOfHome } from './home-view.ts'

const all = { words: words.home.all, view: { feed: 'all', sort: 'newest' } } as const
const following = { words: words.home.following, view: { feed: 'following', sort: 'newest' } } as const
const endingSoon = { words: words.home.endingSoon, view: { feed: 'all', sort: 'expiring' } } as const

/** Links that choose what home shows. A visitor follows nobody. */
export function HomeTabs({ view, isMember }: { view: HomeView; isMember: boolean }) {
  const shown = view.sort === 'expiring' ? endingSoon : view.feed === 'following' ? following : all
  return (
    <Tabs
      label={words.home.whatItShows}
      tabs={(isMember ? [all, following, endingSoon] : [all, endingSoon]).map((tab) => ({
        href: addressOfHome(tab.view),
        words: tab.words,
        current: tab === shown,
      }))}
    />
  )
}
