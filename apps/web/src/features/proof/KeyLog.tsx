import type { Proof } from '@cruddur/contract/proof/proof'
import { apiOrigin } from '../../client/api-origin.ts'
import { words } from '../../words/words.ts'
import { ReceiptFacts } from './ReceiptFacts.tsx'

const command = () => `npx ./packages/verify ${apiOrigin()}`

/** The public log: how to check it, and its latest line. */
export function KeyLog({ proof }: { proof: Proof }) {
  const w = words.proofDetails
  return (
    <>
      <p>{w.logWords}</p>
      <p>{w.check}</p>
      <pre className="proof-command" dir="ltr">
        <code>{command()}</code>
      </pre>
      <p>
        {w.checkWords} <a href={`${apiOrigin()}/api/receipts`}>{w.json}</a>
      </p>
      <h3>{w.latest}</h3>
      {proof.latest ? <ReceiptFacts receipt={proof.latest} /> : <p>{w.none}</p>}
    </>
  )
}
