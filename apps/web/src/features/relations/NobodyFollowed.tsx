import { AppLink } from '../../navigation/AppLink.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'
import { SuggestedPeople } from './SuggestedPeople.tsx'

/** Shown when there is nothing from people the reader follows. */
export function NobodyFollowed() {
  return (
    <>
      <Notice heading={words.feeds.quiet}>
        <p>{words.feeds.nobodyFollowed}</p>
        <AppLink href="/?feed=all" className="button quiet">
          {words.feeds.seeAll}
        </AppLink>
      </Notice>
      <SuggestedPeople max={8} className="page-section" />
    </>
  )
}
