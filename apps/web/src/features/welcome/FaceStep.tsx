import type { UserShort } from '@cruddur/contract/users'
import { Avatar } from '../../ui/Avatar.tsx'
import { words } from '../../words/words.ts'

/** How the member looks to others. */
export function FaceStep({ member }: { member: UserShort }) {
  return (
    <>
      <p className="welcome-face">
        <Avatar handle={member.handle} />
        <span>
          <strong>
            <bdi>{member.display_name}</bdi>
          </strong>
          <br />@{member.handle}
        </span>
      </p>
      <p>{words.welcome.you.words}</p>
    </>
  )
}
