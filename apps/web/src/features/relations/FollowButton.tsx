import { useMember } from '../../session/use-session.ts'
import { overlay } from '../../ui/overlay.ts'
import { follow } from './follow.ts'

type FollowButtonProps = { handle: string; following: boolean; followedBy?: boolean | undefined }

/** Follows a person, or stops: a button that is pressed or not. A visitor is invited. */
export const FollowButton = ({ handle, following, followedBy = false }: FollowButtonProps) => {
  const member = useMember()
  if (member?.handle === handle) return null
  const toggle = () =>
    member ? follow(handle, !following) : overlay.set({ kind: 'invitation', to: `follow @${handle}` })
  return (
    <button
      type="button"
      className={following ? 'button quiet follow-button' : 'button follow-button'}
      aria-pressed={following}
      onClick={toggle}
    >
      {following ? 'Following' : followedBy ? 'Follow back' : 'Follow'}
      <span className="unseen"> @{handle}</span>
    </button>
  )
}
