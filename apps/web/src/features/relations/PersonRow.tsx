import type { Person } from '@cruddur/contract/users'
import type { ReactNode } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Avatar } from '../../ui/Avatar.tsx'

type PersonRowProps = { person: Person; children?: ReactNode }

/** A person in a list. The children are what the reader can do about them. */
export function PersonRow({ person, children }: PersonRowProps) {
  return (
    <li className="person">
      <AppLink href={`/@${person.handle}`} className="person-link">
        <Avatar handle={person.handle} face={person.face} />
        <span className="person-words">
          <bdi className="crud-name">{person.display_name}</bdi>
          <span className="crud-handle">@{person.handle}</span>
          {person.bio !== '' && (
            <span className="person-bio" dir="auto">
              {person.bio}
            </span>
          )}
        </span>
      </AppLink>
      {children}
    </li>
  )
}
