import { AppLink } from '../../navigation/AppLink.tsx'
import { overlay } from '../../navigation/overlay.ts'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'

/** Home without a crud invites the reader to begin: nothing need ever have been said here. */
export function EmptyHome({ isMember }: { isMember: boolean }) {
  return (
    <Notice heading={words.welcome.empty.heading}>
      <p>{words.welcome.empty.words}</p>
      {isMember ? (
        <button type="button" className="button" onClick={() => overlay.set({ kind: 'compose' })}>
          {words.welcome.empty.write}
        </button>
      ) : (
        <AppLink href="/signup" className="button">
          {words.welcome.empty.join}
        </AppLink>
      )}
    </Notice>
  )
}
