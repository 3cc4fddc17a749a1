import type { ReactNode } from 'react'
import { useSession } from '../../client/session/use-session.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Notice } from '../../ui/Notice.tsx'

type MembersOnlyProps = { to: string; children: ReactNode }

/** A part of a page that is about the reader; a visitor is told how to become one. */
export function MembersOnly({ to, children }: MembersOnlyProps) {
  const { phase } = useSession()
  if (phase === 'member') return children
  if (phase === 'restoring') return null
  const next = `?next=${encodeURIComponent(location.pathname + location.search)}`
  return (
    <Notice heading={`Sign in to ${to}`}>
      <p className="dialog-actions">
        <AppLink href={`/signin${next}`} className="button">
          Sign in
        </AppLink>
        <AppLink href={`/signup${next}`} className="button quiet">
          Join now
        </AppLink>
      </p>
    </Notice>
  )
}
