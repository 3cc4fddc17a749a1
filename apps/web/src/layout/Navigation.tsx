import { useSession } from '../client/session/use-session.ts'
import { useStore } from '../client/store.ts'
import { homeView } from '../features/home/home-view.ts'
import { unreadMessages } from '../features/messages/unread-messages.ts'
import { unread } from '../features/notifications/unread-count.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { usePathname, useSearch } from '../navigation/location.ts'
import { overlay } from '../navigation/overlay.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { compactCount } from '../ui/compact-count.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'

/** `short` are words for a phone, where the usual ones are too long. */
type Entry = { href: string; icon: IconName; words: string; short?: string; count?: number }

const { short } = words.layout
const home: Entry = { href: '/', icon: 'home', words: words.layout.home }
const search: Entry = { href: '/search', icon: 'search', words: words.layout.search }
const settings: Entry = { href: '/settings', icon: 'settings', words: words.layout.settings, short: short.settings }
const signIn: Entry = { href: '/signin', icon: 'enter', words: words.layout.signIn }
const join: Entry = { href: '/signup', icon: 'person', words: words.layout.join }

function NavLink({ entry, path, query }: { entry: Entry; path: string; query: string }) {
  return (
    <li>
      {/* At home it keeps the view and leads to its top. It does not keep anybody among what ends soon. */}
      <AppLink
        href={entry === home && path === '/' && homeView(query).sort === 'newest' ? `/${query}` : entry.href}
        className="nav-link"
        // Where there is no room for the words.
        title={entry.words}
        aria-current={path === entry.href ? 'page' : path.startsWith(`${entry.href}/`) || undefined}
      >
        <Icon name={entry.icon} />
        <span className="nav-words">{entry.words}</span>
        {entry.short && <span className="nav-short">{entry.short}</span>}
        {entry.count ? (
          <>
            <span className="nav-count" aria-hidden="true">
              {compactCount(entry.count)}
            </span>
            <span className="unseen">{words.layout.fresh(entry.count)}</span>
          </>
        ) : null}
      </AppLink>
    </li>
  )
}

/** The main navigation: a column beside the page, or a bar below it on a phone. */
export function Navigation() {
  const now = useSession()
  const path = usePathname()
  const query = useSearch()
  const member = now.phase === 'member' ? now.user : undefined
  const count = useStore(unread)
  const unreadCount = useStore(unreadMessages)
  const own: Entry[] = member
    ? [
        { href: '/notifications', icon: 'bell', words: words.layout.notifications, short: short.notifications, count },
        { href: '/messages', icon: 'message', words: words.layout.messages, short: short.messages, count: unreadCount },
        { href: `/@${member.handle}`, icon: 'person', words: words.layout.profile, short: short.profile },
      ]
    : now.phase === 'visitor'
      ? [signIn, join]
      : []
  return (
    <header className="nav">
      <AppLink href="/" className="nav-brand">
        <Icon name="bomb" />
        <span className="nav-words">Cruddur</span>
      </AppLink>
      <nav aria-label={words.layout.main}>
        <ul>
          {[home, search, ...own, settings].map((entry) => (
            <NavLink key={entry.href} entry={entry} path={path} query={query} />
          ))}
        </ul>
      </nav>
      {member && (
        <>
          <button
            type="button"
            className="button nav-compose"
            title={words.layout.newCrud}
            onClick={() => overlay.set({ kind: 'compose' })}
          >
            <Icon name="write" />
            <span className="nav-words">{words.layout.newCrud}</span>
          </button>
          <AppLink href={`/@${member.handle}`} className="nav-self">
            <Avatar handle={member.handle} face={member.face} />
            <span className="nav-words">
              <bdi className="crud-name">{member.display_name}</bdi>
              <span className="crud-handle">@{member.handle}</span>
            </span>
          </AppLink>
        </>
      )}
    </header>
  )
}
