import type { Activity } from '@cruddur/contract/activities'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { addressOfCrud, shareCrud } from './share.ts'

const repliesWords = (count: number): string => (count === 1 ? '1 reply' : `${count} replies`)

/** What one can do with a crud. */
export const CrudActions = ({ crud }: { crud: Activity }) => (
  <div className="crud-actions">
    <AppLink className="crud-action" href={`${addressOfCrud(crud)}#reply`}>
      <Icon name="reply" />
      <span className="unseen">Reply, </span>
      {crud.replies_count > 0 ? repliesWords(crud.replies_count) : 'Reply'}
    </AppLink>
    <button type="button" className="crud-action" onClick={() => shareCrud(crud)}>
      <Icon name="share" />
      Share
    </button>
  </div>
)
