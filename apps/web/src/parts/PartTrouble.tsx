import { useEffect, useState } from 'react'
import { CodeMissing } from '../client/fetch-code.ts'
import { findObstacle, type Obstacle } from '../client/obstacle.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/words.ts'

/** Whether a page is missing, or a part of one. */
export type PartLook = 'page' | 'part'

type Kind = Obstacle | 'broken'

const offers: Readonly<Record<Kind, readonly ('retry' | 'reload')[]>> = {
  offline: ['retry'],
  unreachable: ['retry', 'reload'],
  'newer-version': ['reload'],
  fault: ['retry', 'reload'],
  broken: ['reload'],
}

function useTrouble(error: unknown): Kind | undefined {
  const isMissing = error instanceof CodeMissing
  const [obstacle, setObstacle] = useState<Obstacle | undefined>(navigator.onLine ? undefined : 'offline')
  useEffect(() => {
    let isLate = false
    if (isMissing) findObstacle().then((found) => isLate || setObstacle(found))
    return () => {
      isLate = true
    }
  }, [isMissing])
  return isMissing ? obstacle : 'broken'
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
  const { heading, words: told } = words.trouble.kinds[trouble]
  const actions = (
    <p className="trouble-actions">
      {offers[trouble].includes('retry') && (
        <button type="button" className="button" onClick={() => onRetry(true)}>
          {words.ui.tryAgain}
        </button>
      )}
      {offers[trouble].includes('reload') && (
        <button type="button" className="button" onClick={() => location.reload()}>
          {words.trouble.reload}
        </button>
      )}
    </p>
  )
  if (onClose) {
    return (
      <Dialog title={heading} onClose={onClose}>
        <p role="alert">{told}</p>
        {actions}
      </Dialog>
    )
  }
  if (look === 'page') {
    return (
      <Notice heading={heading} kind="trouble">
        <p>{told}</p>
        {actions}
      </Notice>
    )
  }
  return (
    <section className="part-trouble" role="alert">
      <p>{`${heading}. ${told}`}</p>
      {actions}
    </section>
  )
}
