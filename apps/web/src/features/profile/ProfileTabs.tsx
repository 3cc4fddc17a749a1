import type { ProfileShow } from '../../cruds/cruds.queries.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { words } from '../../words/words.ts'

/** Links that choose what a profile shows: what the person posted, or what they replied. */
export function ProfileTabs({ handle, show }: { handle: string; show: ProfileShow }) {
  return (
    <Tabs
      label={words.profile.whatItShows}
      tabs={[
        { href: `/@${handle}`, words: words.profile.cruds, current: show === 'cruds' },
        { href: `/@${handle}?show=replies`, words: words.profile.replies, current: show === 'replies' },
      ]}
    />
  )
}
