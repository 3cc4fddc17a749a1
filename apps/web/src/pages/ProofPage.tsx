import '../features/proof/proof.css'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { PromiseList } from '../features/proof/PromiseList.tsx'
import { proofQuery } from '../features/proof/proof.query.ts'
import { useSearch } from '../navigation/location.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

const OwnReceipt = lazyPart(async () => (await import('../features/proof/OwnReceipt.tsx')).OwnReceipt)
const ProofDetails = lazyPart(async () => (await import('../features/proof/ProofDetails.tsx')).ProofDetails)

const isMinute = /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/

/** What is promised, in one screen. How it is kept comes after it. */
export function ProofPage() {
  const { data: proof } = useQuery(proofQuery)
  const minute = new URLSearchParams(useSearch()).get('minute') ?? ''
  return (
    <>
      <PageHead back heading={words.proof.heading} />
      <div className="prose proof">
        <Suspense>{isMinute.test(minute) && <OwnReceipt minute={minute} />}</Suspense>
        <p className="lead">{words.proof.lead}</p>
        <h2>{words.proof.promised}</h2>
        <PromiseList proof={proof} />
        <Suspense>
          <ProofDetails />
        </Suspense>
      </div>
    </>
  )
}
