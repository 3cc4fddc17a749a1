import { AppLink } from '../../navigation/AppLink.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

/** Shown for a conversation that is gone, never was, or is other people's: nobody learns which. */
export function NoConversation() {
  return (
    <>
      <PageHead back="/messages" heading="Nothing here" />
      <Notice heading="There is no such conversation">
        <p>It’s forgotten, or there never was one at this address.</p>
        <AppLink href="/messages" className="button">
          See your messages
        </AppLink>
      </Notice>
    </>
  )
}
