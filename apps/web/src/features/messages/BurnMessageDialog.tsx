import { burnMessage, type DirectMessage } from '@cruddur/contract/messages'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { isNotFound } from '../../client/call-error.ts'
import { announce } from '../../ui/announce.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { words } from '../../words/words.ts'
import { RichText } from '../../writing/RichText.tsx'
import { dropMessage } from './thread-cache.ts'

type BurnMessageDialogProps = {
  message: DirectMessage
  group: string
  /** The handle of the person who received it. */
  other: string
  onClose: () => void
}

/** Asks before a message is burnt, and shows which one. */
export function BurnMessageDialog({ message, group, other, onClose }: BurnMessageDialogProps) {
  const client = useQueryClient()
  const burn = async () => {
    try {
      await call(burnMessage, { message_group_uuid: group, message_uuid: message.uuid })
    } catch (error) {
      // It's gone already: that is what was asked for.
      if (!isNotFound(error)) throw error
    }
    dropMessage(client, group, message.uuid)
    announce(words.thread.burnt)
  }
  return (
    <Confirm
      title={words.thread.burnAsk}
      yes={words.thread.burnIt}
      no={words.thread.keepIt}
      onYes={burn}
      onClose={onClose}
    >
      <blockquote className="burn-quote">
        <RichText text={message.message} className="cut" />
      </blockquote>
      <p>
        {words.thread.erasedForBoth} {message.read ? words.thread.hasRead(other) : words.thread.hasNotRead(other)}
      </p>
    </Confirm>
  )
}
