import { useInfiniteQuery } from '@tanstack/react-query'
import { Notice } from '../../ui/Notice.tsx'
import { unblock } from './block.ts'
import { PeopleList } from './PeopleList.tsx'
import { blockedQuery } from './relations.queries.ts'

/** Whom the reader blocked, and the way to take it back. */
export function BlockedPeople() {
  return (
    <PeopleList
      query={useInfiniteQuery(blockedQuery)}
      label="Blocked people"
      action={({ handle }) => (
        <button type="button" className="button quiet" onClick={() => unblock(handle)}>
          Unblock<span className="unseen"> @{handle}</span>
        </button>
      )}
    >
      <Notice heading="Nobody is blocked">
        <p>Whoever you block is absent to you, and you to them, everywhere.</p>
      </Notice>
    </PeopleList>
  )
}
