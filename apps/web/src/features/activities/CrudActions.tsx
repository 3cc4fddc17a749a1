import type { Activity } from '@cruddur/contract/activities'
import { addressOfCrud } from '../../cruds/crud-address.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { overlay } from '../../navigation/overlay.ts'
import { compactCount } from '../../ui/compact-count.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ReactionButton } from './ReactionButton.tsx'
import { shareCrud } from './share.ts'

const repliesWords = (count: number): string => (count === 1 ? '1 reply' : `${count} replies`)

/** What the reader can do with a crud. */
export function CrudActions({ crud }: { crud: Activity }) {
  return (
    <div className="crud-actions">
      <AppLink className="crud-action" href={`${addressOfCrud(crud)}#reply`} title="Reply">
        <Icon name="reply" />
        <span className="unseen">Reply, {repliesWords(crud.replies_count)}</span>
        <span key={crud.replies_count} className="crud-count" aria-hidden="true">
          {crud.replies_count > 0 && compactCount(crud.replies_count)}
        </span>
      </AppLink>
      <ReactionButton crud={crud} reaction="repost" />
      <ReactionButton crud={crud} reaction="like" />
      <button type="button" className="crud-action" title="Share" onClick={() => shareCrud(crud)}>
        <Icon name="share" />
        <span className="unseen">Share</span>
      </button>
      <button
        type="button"
        className="crud-action"
        aria-label="More"
        title="More"
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={(event) => overlay.set({ kind: 'crud-menu', crud, anchor: event.currentTarget })}
      >
        <Icon name="more" />
      </button>
    </div>
  )
}
