import { createActivity, messageLimit, replyToActivity } from '@cruddur/contract/activities/publishing'
import type { UserShort } from '@cruddur/contract/users'
import { useState } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { ComposerError, ComposerField, ComposerLength } from '../../writing/ComposerField.tsx'
import { crudDraft } from '../../writing/draft-key.ts'
import { refusalOf, useComposer } from '../../writing/use-composer.ts'
import { crudOutbox, type WrittenCrud } from './crud-outbox.ts'
import { LifetimePicker } from './LifetimePicker.tsx'
import { rememberedLifetime, rememberLifetime } from './remembered-lifetime.ts'

type ComposerProps = {
  author: UserShort
  /** The crud that is replied to. */
  parent?: string
  label: string
  placeholder: string
  onPosted?: () => void
}

/** Where a crud or a reply is written. */
export function Composer({ author, parent, label, placeholder, onPosted }: ComposerProps) {
  const [lifetime, setLifetime] = useState(rememberedLifetime)
  const written = (message: string): WrittenCrud => (parent ? { message, parent } : { message, ttl: lifetime })
  const composer = useComposer({
    draft: crudDraft(author.uuid, parent),
    check: (message) => refusalOf((parent ? replyToActivity : createActivity).body, written(message)),
    send(message) {
      crudOutbox.post({ author, written: written(message) })
      onPosted?.()
    },
  })
  function choose(next: typeof lifetime): void {
    setLifetime(next)
    rememberLifetime(next)
  }
  return (
    <form
      className="composer"
      data-used={composer.text !== '' || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        composer.submit()
      }}
    >
      <Avatar handle={author.handle} />
      <div className="composer-body">
        <ComposerField
          composer={composer}
          aria-label={label}
          placeholder={placeholder}
          rows={parent ? 1 : 2}
          onSend={composer.submit}
        />
        <ComposerError composer={composer} />
        <div className="composer-foot">
          {parent ? (
            <span className="hint">It ends with the crud you reply to.</span>
          ) : (
            <LifetimePicker value={lifetime} onChange={choose} />
          )}
          <ComposerLength composer={composer} max={parent ? messageLimit.reply : messageLimit.activity} />
          <button type="submit" className="button">
            {parent ? 'Reply' : 'Crud it'}
          </button>
        </div>
      </div>
    </form>
  )
}
