import { useQuery } from '@tanstack/react-query'
import { words } from '../../words/words.ts'
import { FollowButton } from './FollowButton.tsx'
import { PersonRow } from './PersonRow.tsx'
import { suggestedQuery } from './relations.queries.ts'

type SuggestedPeopleProps = { max: number; className: string }

/** People to follow. Renders nothing when there is nobody to suggest. */
export function SuggestedPeople({ max, className }: SuggestedPeopleProps) {
  const { data } = useQuery(suggestedQuery)
  const people = data?.pages[0]?.people.slice(0, max) ?? []
  if (people.length === 0) return null
  return (
    <section className={className} aria-labelledby={`suggested-${max}`}>
      <h2 id={`suggested-${max}`}>{words.relations.peopleToFollow}</h2>
      <ul className="people">
        {people.map((person) => (
          <PersonRow key={person.uuid} person={person}>
            <FollowButton handle={person.handle} following={person.following ?? false} />
          </PersonRow>
        ))}
      </ul>
    </section>
  )
}
