import { AppLink } from '../navigation/AppLink.tsx'
import { useSession } from '../session/use-session.ts'
import { Invitation } from './Invitation.tsx'
import { Promises } from './Promises.tsx'

/** What stands beside the feed. */
export const Sidebar = () => {
  const { phase } = useSession()
  return (
    <aside className="sidebar" aria-label="About Cruddur">
      {phase === 'visitor' && <Invitation />}
      {phase === 'member' && <Promises />}
      <ul className="sidebar-links">
        <li>
          <AppLink href="/about">About</AppLink>
        </li>
        <li>
          <AppLink href="/terms">Terms</AppLink>
        </li>
        <li>
          <AppLink href="/privacy">Privacy</AppLink>
        </li>
      </ul>
    </aside>
  )
}
