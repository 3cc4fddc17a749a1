import type { Activity } from '@cruddur/contract/activities'
import { useTime } from '../../client/clock/ticker.ts'
import { addressOfCrud } from '../../cruds/crud-address.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { instantWords, spanWords } from '../../time/words.ts'
import { words } from '../../words/words.ts'

/** Below a crud on its own page: when it was posted and when it ends, exactly, and who liked and reposted it. */
export function CrudFacts({ crud }: { crud: Activity }) {
  const end = Date.parse(crud.expires_at)
  const span = useTime((now) => spanWords(end - now))
  const { likes_count, reposts_count } = crud
  return (
    <section className="crud-facts" aria-label={words.status.facts}>
      <p>
        {words.status.posted} <time dateTime={crud.created_at}>{instantWords(Date.parse(crud.created_at))}</time>
      </p>
      <p>
        {words.status.gone} <time dateTime={crud.expires_at}>{instantWords(end)}</time>
      </p>
      {(likes_count > 0 || reposts_count > 0) && (
        <p className="crud-reactors">
          {reposts_count > 0 && (
            <AppLink href={`${addressOfCrud(crud)}/reposts`}>{words.status.reposts(reposts_count)}</AppLink>
          )}
          {likes_count > 0 && (
            <AppLink href={`${addressOfCrud(crud)}/likes`}>{words.status.likes(likes_count)}</AppLink>
          )}
        </p>
      )}
      <p className="thread-clock">{words.status.conversationEnds(span)}</p>
    </section>
  )
}
