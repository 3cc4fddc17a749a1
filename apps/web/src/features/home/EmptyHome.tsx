import { AppLink } from '../../navigation/AppLink.tsx'
import { overlay } from '../../navigation/overlay.ts'
import { Notice } from '../../ui/Notice.tsx'

/** Home without a crud invites the reader to begin: nothing need ever have been said here. */
export function EmptyHome({ isMember }: { isMember: boolean }) {
  return (
    <Notice heading="It’s quiet here">
      <p>Nothing is live right now. Be the first to say something. It won’t stay.</p>
      {isMember ? (
        <button type="button" className="button" onClick={() => overlay.set({ kind: 'compose' })}>
          Write the first crud
        </button>
      ) : (
        <AppLink href="/signup" className="button">
          Join and write the first crud
        </AppLink>
      )}
    </Notice>
  )
}
