import type { ReactNode } from 'react'
import { useSession } from '../../client/session/use-session.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { comingBack } from '../../navigation/with-query.ts'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'

type MembersOnlyProps = { to: string; children: ReactNode }

/** A part of a page that is about the reader. A visitor is asked to sign in or join instead. */
export function MembersOnly({ to, children }: MembersOnlyProps) {
  const { phase } = useSession()
  if (phase === 'member') return children
  if (phase === 'restoring') return null
  return (
    <Notice heading={words.invitation.signInTo(to)}>
      <p className="dialog-actions">
        <AppLink href={comingBack('/signin')} className="button">
          {words.invitation.signIn}
        </AppLink>
        <AppLink href={comingBack('/signup')} className="button quiet">
          {words.invitation.joinNow}
        </AppLink>
      </p>
    </Notice>
  )
}
