import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/**
 * Shown for a handle that nobody has, or whose owner and the reader are blocked from each other: nobody learns which.
 */
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
