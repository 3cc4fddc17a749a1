import type { Activity } from '@cruddur/contract/activities'
import { addressOfCrud } from '../../cruds/crud-address.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { overlay } from '../../navigation/overlay.ts'
import { Icon } from '../../ui/Icon.tsx'
import { words } from '../../words/words.ts'
import { Count } from './Count.tsx'
import { ReactionButton } from './ReactionButton.tsx'
import { shareCrud } from './share.ts'

/** What the reader can do with a crud. */
export function CrudActions({ crud }: { crud: Activity }) {
  return (
    <div className="crud-actions">
      <AppLink className="crud-action" href={`${addressOfCrud(crud)}#reply`} title={words.cruds.reply}>
        <Icon name="reply" />
        <span className="unseen">{`${words.cruds.reply}, ${words.cruds.replies(crud.replies_count)}`}</span>
        <Count count={crud.replies_count} />
      </AppLink>
      <ReactionButton crud={crud} reaction="repost" />
      <ReactionButton crud={crud} reaction="like" />
      <button type="button" className="crud-action" title={words.cruds.share} onClick={() => shareCrud(crud)}>
        <Icon name="share" />
        <span className="unseen">{words.cruds.share}</span>
      </button>
      <button
        type="button"
        className="crud-action"
        aria-label={words.cruds.more}
        title={words.cruds.more}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={(event) => overlay.set({ kind: 'crud-menu', crud, anchor: event.currentTarget })}
      >
        <Icon name="more" />
      </button>
    </div>
  )
}
