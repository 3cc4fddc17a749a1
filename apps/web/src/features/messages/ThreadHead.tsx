import { AppLink } from '../../navigation/AppLink.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { rich } from '../../words/rich.tsx'
import { unseen } from '../../words/unseen.tsx'
import { words } from '../../words/words.ts'

type ThreadHeadProps = { handle: string; displayName: string }

/** Names the other person of a thread. */
export function ThreadHead({ handle, displayName }: ThreadHeadProps) {
  return (
    <PageHead back="/messages" heading={displayName} title={words.thread.with(handle)}>
      <AppLink href={`/@${handle}`} className="thread-person">
        {rich(words.thread.profileOf, { unseen, handle: () => <span className="crud-handle">@{handle}</span> })}
        <Avatar handle={handle} />
      </AppLink>
    </PageHead>
  )
}
