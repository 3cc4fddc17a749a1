import { useInfiniteQuery } from '@tanstack/react-query'
import { Age } from '../../time/Age.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'
import { auditsQuery } from './moderation.queries.ts'
import { PagedList } from './PagedList.tsx'

/** What moderators decided, the latest first. */
export function Decisions() {
  const w = words.moderation
  return (
    <PagedList
      query={useInfiniteQuery(auditsQuery)}
      label={w.decisionList}
      row={({ uuid, moderator_handle, action, about_handle, created_at }) => (
        <li key={uuid} className="decision">
          <span>
            <bdi className="crud-name">@{moderator_handle}</bdi>{' '}
            {w.actions[action](about_handle === null ? w.somebodyGone : `@${about_handle}`)}
          </span>
          <Age since={created_at} />
        </li>
      )}
    >
      <Notice heading={w.noDecisions}>
        <p>{w.noDecisionsBody}</p>
      </Notice>
    </PagedList>
  )
}
