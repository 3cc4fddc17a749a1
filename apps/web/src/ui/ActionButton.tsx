import { type ReactNode, useState } from 'react'
import { failureCodes } from '../client/call-error.ts'
import { errorWords } from '../client/error-words.ts'
import { words } from '../words/words.ts'

type ActionButtonProps = {
  act: () => Promise<unknown>
  children: ReactNode
  /** What to say when it failed; the reason follows. */
  failed: string
  className?: string
}

/** A button that calls the server. When that fails, it says so below. */
export function ActionButton({ act, children, failed, className = 'button quiet' }: ActionButtonProps) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const press = async () => {
    if (busy) return
    setBusy(true)
    setFailure('')
    try {
      await act()
    } catch (error) {
      setFailure(`${failed} ${errorWords[failureCodes(error)[0]]}`)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" className={className} aria-disabled={busy || undefined} onClick={press}>
        {busy ? words.ui.oneMoment : children}
      </button>
      <p role="alert" className="error">
        {failure}
      </p>
    </>
  )
}
