import { Tabs } from '../../ui/Tabs.tsx'
import { words } from '../../words/words.ts'
import type { NotificationFilter } from './notifications.queries.ts'

/** Links that choose which notifications the page shows. */
export function NotificationTabs({ show }: { show: NotificationFilter }) {
  return (
    <Tabs
      label={words.notifications.which}
      tabs={[
        { href: '/notifications', words: words.notifications.all, current: show === 'all' },
        { href: '/notifications?show=mentions', words: words.notifications.mentions, current: show === 'mentions' },
      ]}
    />
  )
}
