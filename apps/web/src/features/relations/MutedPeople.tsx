import { useInfiniteQuery } from '@tanstack/react-query'
import { Notice } from '../../ui/Notice.tsx'
import { mute } from './mute.ts'
import { PeopleList } from './PeopleList.tsx'
import { mutedQuery } from './relations.queries.ts'

/** Whom the reader muted, and the way to take it back. */
export function MutedPeople() {
  return (
    <PeopleList
      query={useInfiniteQuery(mutedQuery)}
      label="Muted people"
      action={({ handle }) => (
        <button type="button" className="button quiet" onClick={() => mute(handle, false)}>
          Unmute<span className="unseen"> @{handle}</span>
        </button>
      )}
    >
      <Notice heading="You hear everybody">
        <p>Whoever you mute stays out of your feeds and notifications. They are not told.</p>
      </Notice>
    </PeopleList>
  )
}
