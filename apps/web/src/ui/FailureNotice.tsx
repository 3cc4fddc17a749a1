import { failureCodes } from '../client/call-error.ts'
import { words } from '../words/words.ts'
import { useFailureWords } from './forms/use-failure-words.ts'
import { Notice } from './Notice.tsx'

type FailureNoticeProps = { error: unknown; onRetry: () => void }

/** Shown in place of a list that could not be fetched: why, and a button to try again. */
export function FailureNotice({ error, onRetry }: FailureNoticeProps) {
  const [first] = failureCodes(error)
  return (
    <Notice heading={first === 'network_failed' ? words.ui.offlineHeading : words.ui.failedHeading} kind="trouble">
      <p>{useFailureWords(error)}</p>
      <button type="button" className="button" onClick={onRetry}>
        {words.ui.tryAgain}
      </button>
    </Notice>
  )
}
