import { useQuery } from '@tanstack/react-query'
import { AppLink } from '../../navigation/AppLink.tsx'
import { words } from '../../words/words.ts'
import { dateAndTime } from './dates.ts'
import { standingQuery } from './moderation.queries.ts'

/** In the settings: whether the member is suspended, and the way to the moderators' page for those who are moderators. */
export function Standing() {
  const { data } = useQuery(standingQuery)
  const w = words.moderation
  if (data?.is_moderator) {
    return (
      <section>
        <h2>{w.heading}</h2>
        <p>{w.openBody}</p>
        <AppLink href="/moderation" className="button quiet">
          {w.open}
        </AppLink>
      </section>
    )
  }
  if (!data?.suspension) return null
  const { ends_at, reason } = data.suspension
  return (
    <section>
      <h2>{w.standing}</h2>
      <p>
        {ends_at === null ? w.standingForGood : w.standingUntil(dateAndTime(ends_at))}{' '}
        {w.standingReason(words.reports.reasons[reason])}
      </p>
      <p>{w.standingBody}</p>
    </section>
  )
}
