import { type ReactNode, useState } from 'react'
import { failureCodes } from '../client/call-error.ts'
import { errorWords, type FailureCode } from '../client/error-words.ts'
import { words } from '../words/words.ts'
import { Dialog } from './Dialog.tsx'

type ConfirmProps = {
  title: string
  children: ReactNode
  /** Use verbs, so that nobody has to read the question twice: "Burn it" and "Keep it", not "Yes" and "No". */
  yes: string
  no: string
  onYes: () => Promise<unknown>
  onClose: () => void
}

/** Asks before something that cannot be undone. When that fails, it stays open and says why. */
export function Confirm({ title, children, yes, no, onYes, onClose }: ConfirmProps) {
  const [failure, setFailure] = useState<FailureCode>()
  const [busy, setBusy] = useState(false)
  const act = async () => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await onYes()
      onClose()
    } catch (error) {
      setFailure(failureCodes(error)[0])
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="confirm">{children}</div>
      <div role="alert">{failure && <p className="error">{errorWords[failure]}</p>}</div>
      <p className="dialog-actions">
        <button type="button" className="button quiet" onClick={onClose}>
          {no}
        </button>
        <button type="button" className="button grave" aria-disabled={busy || undefined} onClick={act}>
          {busy ? words.ui.oneMoment : yes}
        </button>
      </p>
    </Dialog>
  )
}
