import { keptData } from '@cruddur/contract/kept-data'
import { Fragment } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { rich } from '../words/rich.tsx'
import { words } from '../words/words.ts'

export function PrivacyPage() {
  const privacy = words.privacy
  return (
    <>
      <PageHead back heading={privacy.heading} />
      <div className="prose">
        <p className="lead">{privacy.lead}</p>
        <dl className="kept">
          {keptData.map(({ name }) => {
            const [heading, text] = privacy.kept[name]
            return (
              <Fragment key={name}>
                <dt>{heading}</dt>
                <dd>{text}</dd>
              </Fragment>
            )
          })}
        </dl>
        <h2>{privacy.device}</h2>
        <ul>
          <li>{privacy.cookies}</li>
          <li>{privacy.storage}</li>
          <li>{privacy.nobodyElse}</li>
        </ul>
        <h2>{privacy.logsHeading}</h2>
        <p>{privacy.logs}</p>
        <h2>{privacy.limitsHeading}</h2>
        <p>{rich(privacy.limits, { about: (text) => <AppLink href="/about">{text}</AppLink> })}</p>
        <h2>{privacy.rightsHeading}</h2>
        <p>{rich(privacy.rights, { settings: (text) => <AppLink href="/settings">{text}</AppLink> })}</p>
      </div>
    </>
  )
}
