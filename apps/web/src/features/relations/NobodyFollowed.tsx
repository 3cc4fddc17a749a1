import { AppLink } from '../../navigation/AppLink.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SuggestedPeople } from './SuggestedPeople.tsx'

/** What stands where the cruds of whom one follows would. */
export function NobodyFollowed() {
  return (
    <>
      <Notice heading="Quiet here">
        <p>Whom you follow has said nothing that is still alive, or you follow nobody yet.</p>
        <AppLink href="/?feed=all" className="button quiet">
          See what everybody says
        </AppLink>
      </Notice>
      <SuggestedPeople most={8} className="page-section" />
    </>
  )
}
