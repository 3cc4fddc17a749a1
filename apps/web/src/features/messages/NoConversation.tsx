import { AppLink } from '../../navigation/AppLink.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { words } from '../../words/words.ts'

/** Shown for a conversation that is gone, never was, or is other people's: nobody learns which. */
export function NoConversation() {
  return (
    <>
      <PageHead back="/messages" heading={words.thread.nothingHere} />
      <Notice heading={words.thread.noConversation}>
        <p>{words.thread.whyNone}</p>
        <AppLink href="/messages" className="button">
          {words.thread.seeYours}
        </AppLink>
      </Notice>
    </>
  )
}
