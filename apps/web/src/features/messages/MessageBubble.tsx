import type { DirectMessage } from '@cruddur/contract/messages'
import { memo } from 'react'
import { useLife } from '../../time/life.ts'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { instantWords } from '../../time/words.ts'
import { Drawing } from '../../ui/Icon.tsx'
import { RichText } from '../../writing/RichText.tsx'
import { timeWords } from './days.ts'

type MessageBubbleProps = { message: DirectMessage; own: boolean; onBurn: (message: DirectMessage) => void }

const tick = 'M3 12.5l4.5 4.5L16 8'
const twoTicks = `${tick}M12.5 17 21 8`

function Bubble({ message, own, onBurn }: MessageBubbleProps) {
  const { display_name, created_at, expires_at, read } = message
  const life = useLife(expires_at)
  if (life === 'gone') return null
  return (
    <li className="message" data-message="" tabIndex={-1} data-own={own || undefined} data-life={life}>
      <span className="unseen">{own ? 'You' : display_name}: </span>
      <RichText text={message.message} className="bubble" />
      <p className="message-foot">
        <time dateTime={created_at} title={instantWords(Date.parse(created_at))}>
          {timeWords(created_at)}
        </time>
        <TimeLeft until={expires_at} />
        {own && (
          <button type="button" className="message-burn" title="Burn this message" onClick={() => onBurn(message)}>
            Burn
            <span className="unseen"> this message</span>
          </button>
        )}
        {own && (
          <span className="message-mark" data-read={read || undefined} title={read ? 'Read' : 'Sent'}>
            <Drawing lines={read ? twoTicks : tick} />
            <span className="unseen">{read ? 'Read' : 'Sent'}</span>
          </span>
        )}
      </p>
    </li>
  )
}

/** A message, until it expires. */
export const MessageBubble = memo(Bubble)
