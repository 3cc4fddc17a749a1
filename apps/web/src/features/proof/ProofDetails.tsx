import { useQuery } from '@tanstack/react-query'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
import { KeyLog } from './KeyLog.tsx'
import { Lateness } from './Lateness.tsx'
import { OperatorSays } from './OperatorSays.tsx'
import { proofQuery } from './proof.query.ts'
import { ReadersTable } from './ReadersTable.tsx'
import { sourceLink } from './source-link.ts'
import { TryIt } from './TryIt.tsx'

const answerFile = 'docs/forgetting.md'

/** How the promises are kept, and how to check. */
export function ProofDetails() {
  const w = words.proofDetails
  const query = useQuery(proofQuery)
  const proof = query.data
  const answer = proof && sourceLink(proof, answerFile)
  return (
    <>
      <h2>{w.tryIt}</h2>
      <TryIt />
      {query.error && !proof && <FailureNotice error={query.error} onRetry={() => query.refetch()} />}
      {proof && (
        <>
          <h2>{w.late}</h2>
          <Lateness proof={proof} />
          <h2>{w.log}</h2>
          <KeyLog proof={proof} />
        </>
      )}
      <h2>{w.readers}</h2>
      <ReadersTable />
      <p>{rich(w.readersWords, { a: (text) => (answer ? <a href={answer}>{text}</a> : text) })}</p>
      {proof && <OperatorSays proof={proof} />}
    </>
  )
}
