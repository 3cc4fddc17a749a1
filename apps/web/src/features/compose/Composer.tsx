import { messageLimit } from '@cruddur/contract/activities'
import { codePoints } from '@cruddur/contract/text'
import type { UserShort } from '@cruddur/contract/users'
import { type KeyboardEvent, useId, useState } from 'react'
import { errorWords, type Trouble } from '../../client/error-words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { placeOf } from '../../writing/draft-key.ts'
import { LengthRing } from '../../writing/LengthRing.tsx'
import { tidy } from '../../writing/tidy.ts'
import { useDraft } from '../../writing/use-draft.ts'
import { faultOf } from './fault.ts'
import { LifetimePicker } from './LifetimePicker.tsx'
import { post, type Written } from './outbox.ts'
import { rememberedLifetime, rememberLifetime } from './remembered-lifetime.ts'

type ComposerProps = {
  author: UserShort
  /** The crud that is replied to. */
  parent?: string
  label: string
  placeholder: string
  autoFocus?: boolean
  onPosted?: () => void
}

/** Where a crud or a reply is written. */
export function Composer({ author, parent, label, placeholder, autoFocus = false, onPosted }: ComposerProps) {
  const place = placeOf(author.uuid, parent)
  const [text, setText] = useDraft(place)
  const [lifetime, setLifetime] = useState(rememberedLifetime)
  const [trouble, setTrouble] = useState<Trouble>()
  const id = useId()
  const max = parent ? messageLimit.reply : messageLimit.activity

  const submit = () => {
    const message = tidy(text)
    const written: Written = parent ? { message, parent } : { message, ttl: lifetime }
    const fault = faultOf(written)
    setTrouble(fault)
    if (fault) return document.getElementById(id)?.focus()
    setText('')
    post(author, written)
    onPosted?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  return (
    <form
      className="composer"
      data-used={text !== '' || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Avatar handle={author.handle} />
      <div className="composer-body">
        <textarea
          id={id}
          data-place={place}
          aria-label={label}
          placeholder={placeholder}
          rows={parent ? 1 : 2}
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: only in a dialog that was opened to write in it.
          autoFocus={autoFocus}
          value={text}
          aria-invalid={trouble ? true : undefined}
          aria-describedby={trouble ? `${id}-error` : undefined}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value)
            setTrouble(undefined)
          }}
        />
        {trouble && (
          <p className="error" id={`${id}-error`} role="alert">
            {errorWords[trouble]}
          </p>
        )}
        <div className="composer-foot">
          {parent ? (
            <span className="hint">Goes when the crud goes.</span>
          ) : (
            <LifetimePicker
              value={lifetime}
              onChange={(next) => {
                setLifetime(next)
                rememberLifetime(next)
              }}
            />
          )}
          <LengthRing length={codePoints(text.normalize('NFC'))} max={max} />
          <button type="submit" className="button">
            {parent ? 'Reply' : 'Crud it'}
          </button>
        </div>
      </div>
    </form>
  )
}
