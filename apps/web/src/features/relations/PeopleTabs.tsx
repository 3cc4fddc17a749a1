import { Tabs } from '../../ui/Tabs.tsx'
import { words } from '../../words/words.ts'

type PeopleTabsProps = { handle: string; shown: 'followers' | 'following' }

export function PeopleTabs({ handle, shown }: PeopleTabsProps) {
  return (
    <Tabs
      label={words.relations.around(handle)}
      tabs={[
        { href: `/@${handle}/followers`, words: words.relations.followers, current: shown === 'followers' },
        { href: `/@${handle}/following`, words: words.relations.following, current: shown === 'following' },
      ]}
    />
  )
}
