import { Tabs } from '../../ui/Tabs.tsx'
import type { NotificationFilter } from './notifications.queries.ts'

/** Links that choose which notifications the page shows. */
export function NotificationTabs({ show }: { show: NotificationFilter }) {
  return (
    <Tabs
      label="Which notifications"
      tabs={[
        { href: '/notifications', words: 'All', current: show === 'all' },
        { href: '/notifications?show=mentions', words: 'Mentions and replies', current: show === 'mentions' },
      ]}
    />
  )
}
