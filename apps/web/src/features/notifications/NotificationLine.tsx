import type { Notification } from '@cruddur/contract/notifications'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Age } from '../../time/Age.tsx'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Drawing } from '../../ui/Icon.tsx'
import { words } from '../../words/words.ts'
import { RichText } from '../../writing/RichText.tsx'
import { kindLines } from './kind-icons.ts'
import { actorNames, addressOf, doneWords } from './notification-words.ts'

type NotificationLineProps = {
  notification: Notification
  /** The reader's own handle. */
  self: string
  isNew: boolean
}

/** Who did what, and with which crud. It expires with the crud. */
export function NotificationLine({ notification, self, isNew }: NotificationLineProps) {
  const { kind, actors, actors_count, happened_at, expires_at, message } = notification
  const names = actorNames(
    actors.map(({ display_name }) => display_name),
    actors_count,
  )
  const done = doneWords(notification)
  const told = `${names} ${done}`
  const address = addressOf(notification, self)
  return (
    <article
      className="notification"
      data-crud={address}
      data-kind={kind}
      data-new={isNew || undefined}
      tabIndex={-1}
      aria-label={isNew ? words.notifications.isNew(told) : told}
    >
      <span className="notification-kind">
        <Drawing lines={kindLines[kind]} />
      </span>
      <div className="notification-body">
        <div className="notification-faces">
          {actors.map(({ uuid, handle, display_name, face }) => (
            <AppLink key={uuid} href={`/@${handle}`} aria-label={`${display_name}, @${handle}`}>
              <Avatar handle={handle} face={face} />
            </AppLink>
          ))}
          <span className="crud-corner">{kind !== 'follow' && <TimeLeft until={expires_at} />}</span>
        </div>
        <p className="notification-line">
          <AppLink href={address} className="notification-link">
            <strong>
              <bdi>{names}</bdi>
            </strong>{' '}
            {done}
          </AppLink>{' '}
          <span className="crud-aside">
            <Age since={happened_at} />
          </span>
        </p>
        {message !== '' && <RichText text={message} className="notification-words" />}
      </div>
    </article>
  )
}
