import { useEffect, useState } from 'react'
import { CodeMissing } from '../client/fetch-code.ts'
import { findObstacle, type Obstacle } from '../client/obstacle.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'

/** Whether a page is missing, or a part of one. */
export type PartLook = 'page' | 'part'

type Trouble = { heading: string; words: string; offers: readonly ('retry' | 'reload')[] }

const troubles: Readonly<Record<Obstacle | 'broken', Trouble>> = {
  offline: {
    heading: 'You’re offline',
    words: 'This part of Cruddur isn’t on your device yet. It opens when you are back online.',
    offers: ['retry'],
  },
  unreachable: {
    heading: 'Cruddur can’t be reached',
    words: 'Check your connection and try again.',
    offers: ['retry', 'reload'],
  },
  'newer-version': {
    heading: 'There’s a newer version of Cruddur',
    words: 'Reload to go on with it. Your drafts are kept.',
    offers: ['reload'],
  },
  fault: {
    heading: 'This didn’t load',
    words: 'That’s our fault. Try again, or reload. Your drafts are kept.',
    offers: ['retry', 'reload'],
  },
  broken: {
    heading: 'This broke',
    words: 'That’s our fault. Reloading usually helps. Your drafts are kept.',
    offers: ['reload'],
  },
}

function useTrouble(error: unknown): Trouble | undefined {
  const isMissing = error instanceof CodeMissing
  const [obstacle, setObstacle] = useState<Obstacle | undefined>(navigator.onLine ? undefined : 'offline')
  useEffect(() => {
    let isLate = false
    if (isMissing) findObstacle().then((found) => isLate || setObstacle(found))
    return () => {
      isLate = true
    }
  }, [isMissing])
  if (!isMissing) return troubles.broken
  return obstacle && troubles[obstacle]
}

type PartTroubleProps = {
  error: unknown
  look: PartLook
  onClose: (() => void) | undefined
  onRetry: (isForced: boolean) => void
}

/** Stands in the place of a part of the page that is missing: says whose fault that is, and what helps. */
export function PartTrouble({ error, look, onClose, onRetry }: PartTroubleProps) {
  const trouble = useTrouble(error)
  useEffect(() => {
    const retry = () => onRetry(false)
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  }, [onRetry])
  if (!trouble) return null
  const { heading, words, offers } = trouble
  const actions = (
    <p className="trouble-actions">
      {offers.includes('retry') && (
        <button type="button" className="button" onClick={() => onRetry(true)}>
          Try again
        </button>
      )}
      {offers.includes('reload') && (
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      )}
    </p>
  )
  if (onClose) {
    return (
      <Dialog title={heading} onClose={onClose}>
        <p role="alert">{words}</p>
        {actions}
      </Dialog>
    )
  }
  if (look === 'page') {
    return (
      <Notice heading={heading} kind="trouble">
        <p>{words}</p>
        {actions}
      </Notice>
    )
  }
  return (
    <section className="part-trouble" role="alert">
      <p>
        {heading}. {words}
      </p>
      {actions}
    </section>
  )
}
