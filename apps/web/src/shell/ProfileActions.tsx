import type { Profile } from '@cruddur/contract/users'
import { FollowButton } from '../features/relations/FollowButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import { overlay } from '../ui/overlay.ts'
import { showUnreachable } from '../ui/toast.ts'

const takeBack = (handle: string) =>
  import('../features/relations/block.ts').then(({ unblock }) => unblock(handle), showUnreachable)

/** What a reader can do about the person whose page it is. */
export const ProfileActions = ({ profile }: { profile: Profile }) => {
  const { handle, relation } = profile
  return (
    <>
      <button
        type="button"
        className="icon-button framed"
        aria-label={`More about @${handle}`}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={(event) => overlay.set({ kind: 'person-menu', profile, anchor: event.currentTarget })}
      >
        <Icon name="more" />
      </button>
      {relation?.blocked ? (
        <button type="button" className="button quiet" onClick={() => takeBack(handle)}>
          Unblock
        </button>
      ) : (
        <FollowButton handle={handle} following={relation?.following ?? false} followedBy={relation?.followed_by} />
      )}
    </>
  )
}
