import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/** The page of a handle that is nobody's, or of somebody who is absent to the reader: nobody learns which. */
export function NoSuchPerson({ handle }: { handle: string }) {
  return (
    <>
      <PageHead back heading="No such account" />
      <Notice heading={`There’s no @${handle} here`}>
        <p>Check the spelling.</p>
      </Notice>
    </>
  )
}
