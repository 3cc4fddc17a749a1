import { fetchCode } from '../../client/fetch-code.ts'
import { useMember } from '../../client/session/use-session.ts'
import { overlay } from '../../navigation/overlay.ts'
import { showUnreachable } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'

type FollowButtonProps = { handle: string; following: boolean; followedBy?: boolean | undefined }

/** Fetched when the pointer comes near. */
const load = () => fetchCode(() => import('./follow.ts'))

/** A toggle button that follows a person. It invites a visitor to join. */
export function FollowButton({ handle, following, followedBy = false }: FollowButtonProps) {
  const member = useMember()
  if (member?.handle === handle) return null
  const toggle = () => {
    if (!member) return overlay.set({ kind: 'invitation', to: words.people.toFollow(handle) })
    load().then(({ follow }) => follow(handle, !following), showUnreachable)
  }
  return (
    <button
      type="button"
      className={following ? 'button quiet follow-button' : 'button follow-button'}
      aria-pressed={following}
      onPointerEnter={() => load().catch(() => undefined)}
      onClick={toggle}
    >
      {following ? words.people.following : followedBy ? words.people.followBack : words.people.follow}
      <span className="unseen"> @{handle}</span>
    </button>
  )
}
