import { Suspense, useState } from 'react'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { words } from '../../words/words.ts'

const DraftsDialog = lazyPart(async () => (await import('./DraftsDialog.tsx')).DraftsDialog, { idleFor: 'members' })

/** Opens the list of what the writer has begun on this device. */
export function DraftsButton({ author, current }: { author: string; current: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="composer-drafts" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.compose.drafts}
      </button>
      <Suspense>{isOpen && <DraftsDialog author={author} current={current} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
