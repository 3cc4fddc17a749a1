import { createActivity, messageLimit, replyToActivity } from '@cruddur/contract/activities/publishing'
import type { Lifetime } from '@cruddur/contract/lifetimes'
import type { UserShort } from '@cruddur/contract/users'
import { useState } from 'react'
import { useDefaultLifetime } from '../../preferences/preferences.query.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { words } from '../../words/words.ts'
import { ComposerError, ComposerField, ComposerLength } from '../../writing/ComposerField.tsx'
import { crudDraft } from '../../writing/draft-key.ts'
import { useEmoji } from '../../writing/EmojiButton.tsx'
import { refusalOf, useComposer } from '../../writing/use-composer.ts'
import { crudOutbox, type WrittenCrud } from './crud-outbox.ts'
import { DraftsButton } from './DraftsButton.tsx'
import { EndLine } from './EndLine.tsx'
import { LifetimePicker } from './LifetimePicker.tsx'
import { rememberedLifetime, rememberLifetime } from './remembered-lifetime.ts'

type ComposerProps = {
  author: UserShort
  /** The crud that is replied to. */
  parent?: string
  label: string
  placeholder: string
  /** The lifetime to begin with, in place of the member's own. */
  first?: Lifetime
  onPosted?: () => void
}

/** Where a crud or a reply is written. */
export function Composer({ author, parent, label, placeholder, first, onPosted }: ComposerProps) {
  const preferred = useDefaultLifetime()
  const [chosen, setLifetime] = useState(first)
  const lifetime = chosen ?? preferred ?? rememberedLifetime()
  const written = (message: string): WrittenCrud => (parent ? { message, parent } : { message, ttl: lifetime })
  const composer = useComposer({
    draft: crudDraft(author.uuid, parent),
    check: (message) => refusalOf((parent ? replyToActivity : createActivity).body, written(message)),
    send(message) {
      crudOutbox.post({ author, written: written(message) })
      onPosted?.()
    },
  })
  const emoji = useEmoji(composer)
  const max = parent ? messageLimit.reply : messageLimit.activity
  function choose(next: Lifetime): void {
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
      <Avatar handle={author.handle} face={author.face} />
      <div className="composer-body">
        <ComposerField
          composer={composer}
          max={max}
          aria-label={label}
          placeholder={placeholder}
          rows={parent ? 1 : 2}
          onSend={composer.submit}
        />
        <ComposerError composer={composer} />
        {!parent && <EndLine lifetime={lifetime} />}
        <div className="composer-foot">
          {parent ? (
            <span className="hint">{words.compose.replyHint}</span>
          ) : (
            <LifetimePicker value={lifetime} onChange={choose} />
          )}
          {emoji.button}
          <DraftsButton author={author.uuid} current={composer.draft} />
          <span className="composer-send">
            <ComposerLength composer={composer} max={max} />
            <button type="submit" className="button">
              {parent ? words.cruds.reply : words.compose.crudIt}
            </button>
          </span>
        </div>
        {emoji.picker}
      </div>
    </form>
  )
}
