import '../features/proof/proof.css'
import { useQuery } from '@tanstack/react-query'
import { KeyLog } from '../features/proof/KeyLog.tsx'
import { Lateness } from '../features/proof/Lateness.tsx'
import { OperatorSays } from '../features/proof/OperatorSays.tsx'
import { OwnReceipt } from '../features/proof/OwnReceipt.tsx'
import { PromiseList } from '../features/proof/PromiseList.tsx'
import { proofQuery } from '../features/proof/proof.query.ts'
import { ReadersTable } from '../features/proof/ReadersTable.tsx'
import { sourceLink } from '../features/proof/source-link.ts'
import { TryIt } from '../features/proof/TryIt.tsx'
import { useSearch } from '../navigation/location.ts'
import { FailureNotice } from '../ui/FailureNotice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { rich } from '../words/rich.tsx'
import { words } from '../words/words.ts'

const isMinute = /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/

export function ProofPage() {
  const w = words.proof
  const query = useQuery(proofQuery)
  const proof = query.data
  const minute = new URLSearchParams(useSearch()).get('minute') ?? ''
  const answer = proof && sourceLink(proof, 'docs/forgetting.md')
  return (
    <>
      <PageHead back heading={w.heading} />
      <div className="prose proof">
        {isMinute.test(minute) && <OwnReceipt minute={minute} />}
        <p className="lead">{w.lead}</p>
        <h2>{w.promised}</h2>
        <PromiseList proof={proof} />
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
        <p>
          {rich(w.readersWords, {
            a: (text) => (answer ? <a href={answer}>{text}</a> : <code>docs/forgetting.md</code>),
          })}
        </p>
        {proof && <OperatorSays proof={proof} />}
      </div>
    </>
  )
}
