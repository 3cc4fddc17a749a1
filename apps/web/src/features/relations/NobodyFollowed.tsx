import { AppLink } from '../../navigation/AppLink.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SuggestedPeople } from './SuggestedPeople.tsx'

/** Shown when there is nothing from people the reader follows. */
export function NobodyFollowed() {
  return (
    <>
      <Notice heading="Quiet here">
        <p>Nothing live from people you follow, or you don’t follow anyone yet.</p>
        <AppLink href="/?feed=all" className="button quiet">
          See what everybody says
        </AppLink>
      </Notice>
      <SuggestedPeople max={8} className="page-section" />
    </>
  )
}
