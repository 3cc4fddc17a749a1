import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { rich } from '../words/rich.tsx'
import { words } from '../words/words.ts'

type Point = readonly [first: string, rest: string]

function Points({ of }: { of: readonly Point[] }) {
  return of.map(([first, rest]) => (
    <li key={first}>
      <strong>{first}</strong> {rest}
    </li>
  ))
}

export function AboutPage() {
  return (
    <>
      <PageHead back heading={words.about.heading} />
      <div className="prose">
        <p className="lead">{words.about.lead}</p>
        <h2>{words.about.whatWePromise}</h2>
        <ol>
          <Points of={words.about.promises} />
        </ol>
        <h2>{words.about.whatGoneCannotMean}</h2>
        <ul>
          <Points of={words.about.limits} />
        </ul>
        <h2>{words.about.howItIsDone}</h2>
        <p>{words.about.how}</p>
        <p>
          {rich(words.about.seeAlso, {
            terms: (text) => <AppLink href="/terms">{text}</AppLink>,
            privacy: (text) => <AppLink href="/privacy">{text}</AppLink>,
          })}
        </p>
      </div>
    </>
  )
}
