import type { MessageGroupItem } from '@cruddur/contract/messages'
import { memo } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Age } from '../../time/Age.tsx'
import { useLife } from '../../time/life.ts'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { compactCount } from '../../ui/compact-count.ts'
import { words } from '../../words/words.ts'
import { withoutOverrides } from '../../writing/without-overrides.ts'

type GroupRowProps = { group: MessageGroupItem; isOpen: boolean }

function Row({ group, isOpen }: GroupRowProps) {
  const { uuid, handle, display_name, face, message, created_at, expires_at, unread_count } = group
  const life = useLife(expires_at)
  if (life === 'gone') return null
  return (
    <li>
      <AppLink
        href={`/messages/${uuid}`}
        className="group"
        data-crud={`/messages/${uuid}`}
        data-life={life}
        data-new={unread_count > 0 || undefined}
        aria-current={isOpen ? 'page' : undefined}
      >
        <Avatar handle={handle} face={face} />
        <span className="group-words">
          <span className="group-line">
            <bdi className="crud-name">{display_name}</bdi>
            <span className="crud-handle">@{handle}</span>
            <span className="group-age">
              <Age since={created_at} />
            </span>
          </span>
          <span className="group-line">
            <span className="group-message" dir="auto">
              {withoutOverrides(message)}
            </span>
            {unread_count > 0 && (
              <span className="group-count">
                {compactCount(unread_count)}
                <span className="unseen"> {words.messages.unread}</span>
              </span>
            )}
          </span>
          <TimeLeft until={expires_at} />
        </span>
      </AppLink>
    </li>
  )
}

/** A conversation in the list: who it is with, the latest message, and how long that will live. */
export const GroupRow = memo(Row)
