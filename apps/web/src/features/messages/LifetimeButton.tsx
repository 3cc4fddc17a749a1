import type { MessageGroup } from '@cruddur/contract/messages'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { lifetimeWords } from '../../time/lifetime-words.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
import { shorterLifetimes } from './shorter-lifetimes.ts'

const LifetimeDialog = lazyPart(async () => (await import('./LifetimeDialog.tsx')).LifetimeDialog, {
  idleFor: 'members',
})

/** How long new messages live, as a button that opens the dialog to shorten it. */
export function LifetimeButton({ group }: { group: MessageGroup }) {
  const [asks, setAsks] = useState(false)
  const line = (
    <span>
      {rich(words.thread.liveFromNowOn, {
        room: (text) => <span className="only-with-room">{text}</span>,
        lifetime: () => <strong>{lifetimeWords[group.lifetime]}</strong>,
      })}
    </span>
  )
  if (shorterLifetimes(group.lifetime).length === 0) return <span className="message-lifetime">{line}</span>
  return (
    <>
      <button type="button" className="message-lifetime" aria-haspopup="dialog" onClick={() => setAsks(true)}>
        {line}
      </button>
      <Suspense>{asks && <LifetimeDialog group={group} onClose={() => setAsks(false)} />}</Suspense>
    </>
  )
}
