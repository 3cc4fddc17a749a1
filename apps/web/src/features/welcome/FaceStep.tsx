import type { UserShort } from '@cruddur/contract/users'
import type { ReactNode } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { words } from '../../words/words.ts'

/** How the member looks to others. The children change it. */
export function FaceStep({ member, children }: { member: UserShort; children: ReactNode }) {
  return (
    <>
      <p className="welcome-face">
        <Avatar handle={member.handle} face={member.face} />
        <span>
          <strong>
            <bdi>{member.display_name}</bdi>
          </strong>
          <br />@{member.handle}
        </span>
      </p>
      {children}
      <p>{words.welcome.you.words}</p>
    </>
  )
}
