import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { rich } from '../words/rich.tsx'
import { words } from '../words/words.ts'

export function TermsPage() {
  return (
    <>
      <PageHead back heading={words.terms.heading} />
      <div className="prose">
        <p className="lead">{words.terms.lead}</p>
        <h2>{words.terms.whatYouGet}</h2>
        <p>{rich(words.terms.get, { about: (text) => <AppLink href="/about">{text}</AppLink> })}</p>
        <h2>{words.terms.whatWeAsk}</h2>
        <ul>
          {words.terms.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <h2>{words.terms.whatIsYours}</h2>
        <p>{words.terms.yours}</p>
        <h2>{words.terms.whatOthersDo}</h2>
        <p>{words.terms.others}</p>
        <h2>{words.terms.whenItGoesWrong}</h2>
        <p>{words.terms.wrong}</p>
        <h2>{words.terms.changesHeading}</h2>
        <p>{words.terms.changes}</p>
      </div>
    </>
  )
}
