import type { Person } from '@cruddur/contract/users'
import type { ReactNode } from 'react'
import type { PeoplePage } from '../../people/people-list.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { words } from '../../words/words.ts'
import { FollowButton } from './FollowButton.tsx'
import { PersonRow } from './PersonRow.tsx'

type PeopleListProps = {
  query: {
    data: { pages: PeoplePage[] } | undefined
    error: unknown
    refetch: () => unknown
    hasNextPage?: boolean
    isFetchingNextPage?: boolean
    fetchNextPage?: () => unknown
  }
  label: string
  /** The button beside each person; a follow button by default. */
  action?: (person: Person) => ReactNode
  /** Shown when the list is empty. */
  children: ReactNode
}

const toFollow = ({ handle, following = false }: Person) => <FollowButton handle={handle} following={following} />

/** A list of people: loading, failed, empty or full. */
export function PeopleList({ query, label, action = toFollow, children }: PeopleListProps) {
  if (!query.data) {
    return query.error ? (
      <FailureNotice error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <ListSkeleton of="people" lines={2} />
    )
  }
  const people = query.data.pages.flatMap((page) => page.people)
  return (
    <>
      {people.length === 0 && children}
      {people.length > 0 && (
        <ul className="people" aria-label={label}>
          {people.map((person) => (
            <PersonRow key={person.uuid} person={person}>
              {action(person)}
            </PersonRow>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="load-more">
          <button
            type="button"
            className="button quiet"
            aria-disabled={query.isFetchingNextPage || undefined}
            onClick={() => query.fetchNextPage?.()}
          >
            {query.isFetchingNextPage ? words.ui.oneMoment : words.relations.showMore}
          </button>
        </div>
      )}
    </>
  )
}
