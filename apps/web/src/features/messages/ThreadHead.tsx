import type { UserShort } from '@cruddur/contract/users'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { rich } from '../../words/rich.tsx'
import { unseen } from '../../words/unseen.tsx'
import { words } from '../../words/words.ts'

type ThreadHeadProps = { person: Pick<UserShort, 'handle' | 'display_name' | 'face'> }

/** Names the other person of a thread. */
export function ThreadHead({ person: { handle, display_name, face } }: ThreadHeadProps) {
  return (
    <PageHead back="/messages" heading={display_name} title={words.thread.with(handle)}>
      <AppLink href={`/@${handle}`} className="thread-person">
        {rich(words.thread.profileOf, { unseen, handle: () => <span className="crud-handle">@{handle}</span> })}
        <Avatar handle={handle} face={face} />
      </AppLink>
    </PageHead>
  )
}
