import { useInfiniteQuery } from '@tanstack/react-query'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'
import { unblock } from './block.ts'
import { mute } from './mute.ts'
import { PeopleList } from './PeopleList.tsx'
import { blockedQuery, mutedQuery } from './relations.queries.ts'

function TakeBack({ label, handle, onClick }: { label: string; handle: string; onClick: () => void }) {
  return (
    <button type="button" className="button quiet" onClick={onClick}>
      {label}
      <span className="unseen"> @{handle}</span>
    </button>
  )
}

/** The people the reader muted. */
export function MutedPeople() {
  return (
    <PeopleList
      query={useInfiniteQuery(mutedQuery)}
      label={words.relations.mutedPeople}
      action={({ handle }) => (
        <TakeBack label={words.relations.unmuteButton} handle={handle} onClick={() => mute(handle, false)} />
      )}
    >
      <Notice heading={words.relations.noneMuted}>
        <p>{words.relations.whatMutingDoes}</p>
      </Notice>
    </PeopleList>
  )
}

/** The people the reader blocked. */
export function BlockedPeople() {
  return (
    <PeopleList
      query={useInfiniteQuery(blockedQuery)}
      label={words.relations.blockedPeople}
      action={({ handle }) => (
        <TakeBack label={words.relations.unblockButton} handle={handle} onClick={() => unblock(handle)} />
      )}
    >
      <Notice heading={words.relations.noneBlocked}>
        <p>{words.relations.blockedSeeNothing}</p>
      </Notice>
    </PeopleList>
  )
}
