import { liftSuspension, type ModeratedPerson } from '@cruddur/contract/moderation/people'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { dateAlone, dateAndTime } from './dates.ts'
import { moderationKey } from './moderation.queries.ts'
import { SuspendDialog } from './SuspendDialog.tsx'

/** A person as moderators see them, and what they can do about them. */
export function PersonCard({ person }: { person: ModeratedPerson }) {
  const client = useQueryClient()
  const [suspending, setSuspending] = useState(false)
  const { handle, display_name, suspension } = person
  const w = words.moderation
  const lift = async () => {
    await call(liftSuspension, { handle })
    showToast({ words: w.lifted(handle) })
    await client.invalidateQueries({ queryKey: [moderationKey] })
  }
  return (
    <li className="person">
      <AppLink href={`/@${handle}`} className="person-link">
        <Avatar handle={handle} face={person.face} />
        <span className="person-words">
          <bdi className="crud-name">{display_name}</bdi>
          <span className="crud-handle">@{handle}</span>
          <span className="hint">
            {w.joined(dateAlone(person.joined_at))} · {w.cruds(person.cruds_count)}
            {person.open_reports_count > 0 && ` · ${w.openReports(person.open_reports_count)}`}
          </span>
          {person.is_moderator && <span className="tag">{w.moderator}</span>}
          {suspension && (
            <span className="tag">
              {suspension.ends_at === null ? w.suspendedForGood : w.suspendedUntil(dateAndTime(suspension.ends_at))}
            </span>
          )}
        </span>
      </AppLink>
      {suspension ? (
        <ActionButton act={lift} failed={w.failed}>
          {w.lift}
          <span className="unseen"> @{handle}</span>
        </ActionButton>
      ) : (
        !person.is_moderator && (
          <button type="button" className="button quiet" onClick={() => setSuspending(true)}>
            {w.suspendPerson}
            <span className="unseen"> @{handle}</span>
          </button>
        )
      )}
      {suspending && <SuspendDialog handle={handle} onClose={() => setSuspending(false)} />}
    </li>
  )
}
