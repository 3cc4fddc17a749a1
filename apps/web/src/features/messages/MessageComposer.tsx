import { messageLimit } from '@cruddur/contract/activities'
import { isErrorCode } from '@cruddur/contract/errors'
import { createMessage } from '@cruddur/contract/messages'
import { codePoints } from '@cruddur/contract/text'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { errorWords, type Trouble } from '../../client/error-words.ts'
import { Drawing } from '../../ui/Icon.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { LengthRing } from '../../writing/LengthRing.tsx'
import { tidy } from '../../writing/tidy.ts'
import { useDraft } from '../../writing/use-draft.ts'
import { postMessage } from './message-outbox.ts'
import { messagePlace } from './message-place.ts'

type MessageComposerProps = {
  /** The writer's uuid, whom they write to, and the group once the two have one. */
  from: string
  to: string
  group: string | null
  /** How long what is sent will live. */
  children: ReactNode
}

const sendLines = 'M4 12 20 4.5 15 20l-3.5-6.5zM11.5 13.5 20 4.5'

function faultOf(handle: string, message: string): Trouble | undefined {
  const code = createMessage.body.safeParse({ handle, message }).error?.issues[0]?.message
  return isErrorCode(code) ? code : undefined
}

/** Where a message is written. Enter sends it, except where Enter is all there is to begin a line with. */
export function MessageComposer({ from, to, group, children }: MessageComposerProps) {
  const client = useQueryClient()
  const place = messagePlace(from, to)
  const [text, setText] = useDraft(place)
  const [trouble, setTrouble] = useState<Trouble>()
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const hasKeys = useMedia('(pointer: fine)')
  // Whoever opens a conversation with keys at hand mostly wants to write; on glass that would cover it with a keyboard.
  useEffect(() => {
    if (hasKeys) field.current?.focus({ preventScroll: true })
  }, [hasKeys])
  const submit = () => {
    const message = tidy(text)
    const fault = faultOf(to, message)
    setTrouble(fault)
    field.current?.focus()
    if (fault) return
    setText('')
    postMessage(client, { from, to, group, message })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const sends = event.ctrlKey || event.metaKey || (hasKeys && !event.shiftKey)
    if (event.key !== 'Enter' || !sends || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <div className="message-composer">
      <form
        className="message-field"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <textarea
          ref={field}
          data-place={place}
          aria-label={`Your message to @${to}`}
          placeholder={`Message @${to}`}
          rows={1}
          dir="auto"
          enterKeyHint={hasKeys ? 'send' : 'enter'}
          value={text}
          aria-invalid={trouble ? true : undefined}
          aria-describedby={trouble ? `${id}-error` : undefined}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value)
            setTrouble(undefined)
          }}
        />
        <button type="submit" className="button message-send" aria-label="Send" title="Send">
          <Drawing lines={sendLines} />
        </button>
      </form>
      {trouble && (
        <p className="error" id={`${id}-error`} role="alert">
          {errorWords[trouble]}
        </p>
      )}
      {/* Outside the form, since it may ask with one of its own. */}
      <div className="message-composer-foot">
        {children}
        {text && <LengthRing length={codePoints(text.normalize('NFC'))} max={messageLimit.reply} />}
      </div>
    </div>
  )
}
