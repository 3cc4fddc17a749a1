import { Notice } from '../ui/Notice.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

/**
 * Shown for a handle that nobody has, or whose owner and the reader are blocked from each other: nobody learns which.
 */
export function NoSuchPerson({ handle }: { handle: string }) {
  return (
    <>
      <PageHead back heading={words.people.noAccount} />
      <Notice heading={words.people.nobodyCalled(handle)}>
        <p>{words.people.checkSpelling}</p>
      </Notice>
    </>
  )
}
