import { Tabs } from '../../ui/Tabs.tsx'

type PeopleTabsProps = { handle: string; shown: 'followers' | 'following' }

export function PeopleTabs({ handle, shown }: PeopleTabsProps) {
  return (
    <Tabs
      label={`People around @${handle}`}
      tabs={[
        { href: `/@${handle}/followers`, words: 'Followers', current: shown === 'followers' },
        { href: `/@${handle}/following`, words: 'Following', current: shown === 'following' },
      ]}
    />
  )
}
