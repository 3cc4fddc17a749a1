import { messageLimit } from '@cruddur/contract/activities/publishing'
import type { Lifetime } from '@cruddur/contract/lifetimes'
import { createMessage } from '@cruddur/contract/messages'
import { type ReactNode, useEffect } from 'react'
import { Drawing } from '../../ui/Icon.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { words } from '../../words/words.ts'
import { ComposerError, ComposerField, ComposerLength } from '../../writing/ComposerField.tsx'
import { messageDraft } from '../../writing/draft-key.ts'
import { useEmoji } from '../../writing/EmojiButton.tsx'
import { refusalOf, useComposer } from '../../writing/use-composer.ts'
import { messageOutbox } from './message-outbox.ts'

type MessageComposerProps = {
  /** The writer's uuid, the handle they write to, and the conversation of the two once there is one. */
  from: string
  to: string
  group: string | null
  /** How long the messages of a new conversation live. */
  ttl?: Lifetime
  /** Says how long what is sent will live. */
  children: ReactNode
}

function focusLatestMessage(): void {
  const latest = [...document.querySelectorAll<HTMLElement>('[data-message]')].at(-1)
  latest?.focus()
}

const sendLines = 'M4 12 20 4.5 15 20l-3.5-6.5zM11.5 13.5 20 4.5'

/**
 * Where a message is written. Enter sends it; on a touch screen, where Shift+Enter is hard to type, it begins a new
 * line.
 */
export function MessageComposer({ from, to, group, ttl, children }: MessageComposerProps) {
  const composer = useComposer({
    draft: messageDraft(from, to),
    check: (message) => refusalOf(createMessage.body, { handle: to, message }),
    send: (message) => void messageOutbox.post({ from, to, group, message, ttl }),
  })
  const { field } = composer
  const emoji = useEmoji(composer)
  const hasKeys = useMedia('(pointer: fine)')
  // On a touch screen the focus would open a keyboard over the conversation.
  useEffect(() => {
    if (hasKeys) field.current?.focus({ preventScroll: true })
  }, [hasKeys, field])
  // Out of the field and to the messages, where the keys are shortcuts.
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) focusLatestMessage()
    }
    const { current } = field
    current?.addEventListener('keydown', leave)
    return () => current?.removeEventListener('keydown', leave)
  }, [field])
  function submit(): void {
    composer.submit()
    field.current?.focus()
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
        <ComposerField
          composer={composer}
          max={messageLimit.reply}
          aria-label={words.thread.yourMessageTo(to)}
          placeholder={words.thread.messageTo(to)}
          rows={1}
          enterKeyHint={hasKeys ? 'send' : 'enter'}
          enterSends={hasKeys}
          onSend={submit}
        />
        <button type="submit" className="button message-send" aria-label={words.thread.send} title={words.thread.send}>
          <Drawing lines={sendLines} />
        </button>
      </form>
      <ComposerError composer={composer} />
      {/* Outside the form, because it may open a form of its own. */}
      <div className="message-composer-foot">
        {children}
        {emoji.button}
        {hasKeys && composer.text !== '' && <span className="hint">{words.thread.enterSends}</span>}
        {composer.text && <ComposerLength composer={composer} max={messageLimit.reply} />}
      </div>
      {emoji.picker}
    </div>
  )
}
