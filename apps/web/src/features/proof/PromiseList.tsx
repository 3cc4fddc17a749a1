import type { Proof } from '@cruddur/contract/proof/proof'
import type { PromiseName } from '../../words/en/proof/proof.ts'
import { words } from '../../words/words.ts'
import { sourceLink } from './source-link.ts'
import { testsOfPromises } from './tests-of-promises.ts'

const names = Object.keys(testsOfPromises) as PromiseName[]

/** The promises in one screen, each with the test that holds it. */
export function PromiseList({ proof }: { proof: Proof | undefined }) {
  return (
    <ul className="proof-promises">
      {names.map((name) => {
        const [heading, text] = words.proof.promises[name]
        const href = proof && sourceLink(proof, testsOfPromises[name])
        return (
          <li key={name}>
            <strong>{heading}</strong>
            <span>{text}</span>
            {href && (
              <a href={href} rel="noreferrer" aria-label={words.proof.testOf(heading)}>
                {words.proof.test}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}
