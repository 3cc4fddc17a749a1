import type { Activity } from '@cruddur/contract/activities'
import { memo, useRef } from 'react'
import { useBurning } from '../../cruds/burning.ts'
import { CrudFrame } from '../../cruds/CrudFrame.tsx'
import { addressOfCrud } from '../../cruds/crud-address.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Age } from '../../time/Age.tsx'
import { Fuse } from '../../time/Fuse.tsx'
import { GoneAt } from '../../time/GoneAt.tsx'
import { useLife } from '../../time/life.ts'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { words } from '../../words/words.ts'
import { RichText } from '../../writing/RichText.tsx'
import { CrudActions } from './CrudActions.tsx'
import { isLong } from './long-text.ts'
import { heightBefore } from './row-heights.ts'
import { useFarewell } from './use-farewell.ts'

type CrudProps = {
  crud: Activity
  /** Whether to show all of its text, however long it is. */
  whole?: boolean
  /** Whether the page already shows what it replies to. */
  underParent?: boolean
  /** The end of the conversation that it stands in. If it ends then too, it needs no clock of its own. */
  threadEnd?: string
}

function CrudCard({ crud, whole = false, underParent = false, threadEnd }: CrudProps) {
  const ref = useRef<HTMLElement>(null)
  const burning = useBurning(crud)
  const natural = useLife(crud.expires_at)
  const life = natural === 'alive' ? (burning ?? natural) : natural
  const hasClock = crud.expires_at !== threadEnd
  useFarewell(ref, life, crud.display_name)
  if (life === 'gone') return null
  const id = `crud-${crud.uuid}`
  const cut = !whole && isLong(crud.message)
  const age = <Age since={crud.created_at} />
  return (
    <article
      ref={ref}
      id={id}
      style={{ containIntrinsicBlockSize: heightBefore(id) }}
      className="crud"
      data-crud={addressOfCrud(crud)}
      data-life={life}
      data-whole={whole || undefined}
      tabIndex={-1}
      aria-label={words.cruds.by(crud.display_name)}
    >
      {crud.reposted_by && (
        <AppLink href={`/@${crud.reposted_by.handle}`} className="crud-reposter">
          <Icon name="repost" />
          <span>
            <bdi>{crud.reposted_by.display_name}</bdi> {words.cruds.reposted}
          </span>
        </AppLink>
      )}
      <CrudFrame
        author={crud}
        aside={
          <AppLink href={addressOfCrud(crud)} className="crud-age">
            {age}
          </AppLink>
        }
        corner={
          hasClock && (
            <>
              <TimeLeft until={crud.expires_at} />
              <GoneAt until={crud.expires_at} />
            </>
          )
        }
      >
        {crud.reply_to_activity_uuid && !underParent && (
          <AppLink href={`/status/${crud.reply_to_activity_uuid}`} className="crud-parent">
            {crud.reply_to_handle ? words.cruds.replyingTo(crud.reply_to_handle) : words.cruds.replyingToCrud}
          </AppLink>
        )}
        <RichText text={crud.message} className={cut ? 'cut' : ''} />
        {cut && (
          <AppLink href={addressOfCrud(crud)} className="crud-more">
            {words.cruds.showMore}
          </AppLink>
        )}
        <CrudActions crud={crud} />
      </CrudFrame>
      {hasClock && <Fuse from={crud.created_at} until={crud.expires_at} />}
    </article>
  )
}

/** A crud in a list or on its page, until it expires. */
export const Crud = memo(CrudCard)
