import type { ReactNode } from 'react'
import { useSession } from '../../client/session/use-session.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { comingBack } from '../../navigation/with-query.ts'
import { Notice } from '../../ui/Notice.tsx'

type MembersOnlyProps = { to: string; children: ReactNode }

/** A part of a page that is about the reader. A visitor is asked to sign in or join instead. */
export function MembersOnly({ to, children }: MembersOnlyProps) {
  const { phase } = useSession()
  if (phase === 'member') return children
  if (phase === 'restoring') return null
  return (
    <Notice heading={`Sign in to ${to}`}>
      <p className="dialog-actions">
        <AppLink href={comingBack('/signin')} className="button">
          Sign in
        </AppLink>
        <AppLink href={comingBack('/signup')} className="button quiet">
          Join now
        </AppLink>
      </p>
    </Notice>
  )
}
