import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/** The page of a handle that is nobody's, or of somebody who is absent to the reader: nobody learns which. */
export function NoSuchPerson({ handle }: { handle: string }) {
  return (
    <>
      <PageHead back heading="Nobody" title="Nobody here" />
      <Notice heading={`Nobody here goes by @${handle}`}>
        <p>Perhaps the handle is spelled another way.</p>
      </Notice>
    </>
  )
}
