import type { ProfileShow } from '../../cruds/cruds.queries.ts'
import { Tabs } from '../../ui/Tabs.tsx'

/** Links that choose what a profile shows: what the person posted, or what they replied. */
export function ProfileTabs({ handle, show }: { handle: string; show: ProfileShow }) {
  return (
    <Tabs
      label="What the profile shows"
      tabs={[
        { href: `/@${handle}`, words: 'Cruds', current: show === 'cruds' },
        { href: `/@${handle}?show=replies`, words: 'Replies', current: show === 'replies' },
      ]}
    />
  )
}
