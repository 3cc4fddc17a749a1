import type { Profile } from '@cruddur/contract/users'
import { fetchCode } from '../../client/fetch-code.ts'
import { useMember } from '../../client/session/use-session.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { overlay } from '../../navigation/overlay.ts'
import { Icon } from '../../ui/Icon.tsx'
import { showUnreachable } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { FollowButton } from './FollowButton.tsx'

const takeBack = (handle: string) =>
  fetchCode(() => import('./block.ts')).then(({ unblock }) => unblock(handle), showUnreachable)

/** What the reader can do about the person whose page it is. */
export function ProfileActions({ profile }: { profile: Profile }) {
  const { handle, relation } = profile
  const member = useMember()
  return (
    <>
      <button
        type="button"
        className="icon-button framed"
        aria-label={words.people.more(handle)}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={(event) => overlay.set({ kind: 'person-menu', profile, anchor: event.currentTarget })}
      >
        <Icon name="more" />
      </button>
      {member && !relation?.blocked && (
        <AppLink
          href={`/messages/new/${handle}`}
          className="icon-button framed"
          aria-label={words.people.message(handle)}
          title={words.people.message(handle)}
        >
          <Icon name="message" />
        </AppLink>
      )}
      {relation?.blocked ? (
        <button type="button" className="button quiet" onClick={() => takeBack(handle)}>
          {words.people.unblock}
        </button>
      ) : (
        <FollowButton handle={handle} following={relation?.following ?? false} followedBy={relation?.followed_by} />
      )}
    </>
  )
}
