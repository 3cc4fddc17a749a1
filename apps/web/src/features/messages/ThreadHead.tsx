import { AppLink } from '../../navigation/AppLink.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

type ThreadHeadProps = { handle: string; displayName: string }

/** Names the other person of a thread. */
export function ThreadHead({ handle, displayName }: ThreadHeadProps) {
  return (
    <PageHead back="/messages" heading={displayName} title={`Messages with @${handle}`}>
      <AppLink href={`/@${handle}`} className="thread-person">
        <span className="unseen">Profile of </span>
        <span className="crud-handle">@{handle}</span>
        <Avatar handle={handle} />
      </AppLink>
    </PageHead>
  )
}
