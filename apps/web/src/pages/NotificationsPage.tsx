import type { Notification } from '@cruddur/contract/notifications'
import type { UserShort } from '@cruddur/contract/users'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useMember } from '../client/session/use-session.ts'
import { useClickToOpen } from '../features/activities/use-click-to-open.ts'
import { MembersOnly } from '../features/identity/MembersOnly.tsx'
import { NotificationLine } from '../features/notifications/NotificationLine.tsx'
import { NotificationTabs } from '../features/notifications/NotificationTabs.tsx'
import {
  mentionsQuery,
  type NotificationFilter,
  notificationsQuery,
} from '../features/notifications/notifications.queries.ts'
import { ReceiptLine } from '../features/notifications/ReceiptLine.tsx'
import { markRead } from '../features/notifications/unread.ts'
import { useSearch } from '../navigation/location.ts'
import { useNewView } from '../navigation/use-new-view.ts'
import { FailureNotice } from '../ui/FailureNotice.tsx'
import { ListSkeleton } from '../ui/ListSkeleton.tsx'
import { LoadMore } from '../ui/LoadMore.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

const nameOf = ({ kind, uuid, happened_at }: Notification): string => `${kind} ${uuid} ${happened_at}`

/** Marks notifications as read while the reader looks. Returns those that were new, for as long as the page is open. */
function useReading(shown: Notification[]): ReadonlySet<string> {
  const seenNew = useRef(new Set<string>())
  for (const notification of shown) if (!notification.read) seenNew.current.add(nameOf(notification))
  // Names, not whether there are any: a new one can arrive before the list has been fetched again as read.
  const unread = shown
    .filter(({ read }) => !read)
    .map(nameOf)
    .join()
  useEffect(() => {
    if (!unread) return
    const read = () => document.hidden || markRead()
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [unread])
  return seenNew.current
}

function List({ member, show }: { member: UserShort; show: NotificationFilter }) {
  const query = useInfiniteQuery(show === 'all' ? notificationsQuery : mentionsQuery)
  const ref = useRef<HTMLElement>(null)
  const shown = query.data?.pages.flatMap((page) => page.cruds) ?? []
  const seenNew = useReading(shown)
  useClickToOpen(ref)
  return (
    <section ref={ref} aria-label={words.layout.notifications}>
      {!query.data && !query.error && <ListSkeleton of="cruds" />}
      {!query.data && query.error && <FailureNotice error={query.error} onRetry={() => query.refetch()} />}
      {query.data && shown.length === 0 && !query.hasNextPage && (
        <Notice heading={words.notifications.quiet}>
          <p>{show === 'all' ? words.notifications.noneAtAll : words.notifications.noMentions}</p>
        </Notice>
      )}
      {shown.map((notification) =>
        notification.kind === 'receipt' ? (
          <ReceiptLine key={notification.uuid} receipt={notification} />
        ) : (
          <NotificationLine
            key={notification.uuid}
            notification={notification}
            self={member.handle}
            isNew={seenNew.has(nameOf(notification))}
          />
        ),
      )}
      {query.data && <LoadMore query={query} of="cruds" />}
    </section>
  )
}

export function NotificationsPage() {
  const member = useMember()
  const show = new URLSearchParams(useSearch()).get('show') === 'mentions' ? 'mentions' : 'all'
  useNewView(show)
  return (
    <>
      <PageHead heading={words.layout.notifications} />
      <MembersOnly to={words.notifications.to}>
        {member && (
          <>
            <NotificationTabs show={show} />
            <List key={show} member={member} show={show} />
          </>
        )}
      </MembersOnly>
    </>
  )
}
