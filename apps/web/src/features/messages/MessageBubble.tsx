import type { DirectMessage } from '@cruddur/contract/messages'
import { memo } from 'react'
import { useLife } from '../../time/life.ts'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { instantWords } from '../../time/words.ts'
import { Drawing } from '../../ui/Icon.tsx'
import { rich } from '../../words/rich.tsx'
import { unseen } from '../../words/unseen.tsx'
import { words } from '../../words/words.ts'
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
      <span className="unseen">{words.thread.says(own ? words.thread.you : display_name)}</span>
      <RichText text={message.message} className="bubble" />
      <p className="message-foot">
        <time dateTime={created_at} title={instantWords(Date.parse(created_at))}>
          {timeWords(created_at)}
        </time>
        <TimeLeft until={expires_at} />
        {own && (
          <button type="button" className="message-burn" title={words.thread.burnThis} onClick={() => onBurn(message)}>
            {rich(words.thread.burn, { unseen })}
          </button>
        )}
        {own && (
          <span
            className="message-mark"
            data-read={read || undefined}
            title={read ? words.thread.read : words.thread.sent}
          >
            <Drawing lines={read ? twoTicks : tick} />
            <span className="unseen">{read ? words.thread.read : words.thread.sent}</span>
          </span>
        )}
      </p>
    </li>
  )
}

/** A message, until it expires. */
export const MessageBubble = memo(Bubble)
