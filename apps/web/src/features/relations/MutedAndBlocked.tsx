import { useInfiniteQuery } from '@tanstack/react-query'
import { Notice } from '../../ui/Notice.tsx'
import { unblock } from './block.ts'
import { mute } from './mute.ts'
import { PeopleList } from './PeopleList.tsx'
import { blockedQuery, mutedQuery } from './relations.queries.ts'

function TakeBack({ words, handle, onClick }: { words: string; handle: string; onClick: () => void }) {
  return (
    <button type="button" className="button quiet" onClick={onClick}>
      {words}
      <span className="unseen"> @{handle}</span>
    </button>
  )
}

/** The people the reader muted. */
export function MutedPeople() {
  return (
    <PeopleList
      query={useInfiniteQuery(mutedQuery)}
      label="Muted people"
      action={({ handle }) => <TakeBack words="Unmute" handle={handle} onClick={() => mute(handle, false)} />}
    >
      <Notice heading="You haven’t muted anyone">
        <p>People you mute stay out of your feeds and notifications. They won’t be notified.</p>
      </Notice>
    </PeopleList>
  )
}

/** The people the reader blocked. */
export function BlockedPeople() {
  return (
    <PeopleList
      query={useInfiniteQuery(blockedQuery)}
      label="Blocked people"
      action={({ handle }) => <TakeBack words="Unblock" handle={handle} onClick={() => unblock(handle)} />}
    >
      <Notice heading="You haven’t blocked anyone">
        <p>You and the people you block can’t see each other anywhere.</p>
      </Notice>
    </PeopleList>
  )
}
