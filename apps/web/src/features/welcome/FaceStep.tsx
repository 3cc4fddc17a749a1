import type { UserShort } from '@cruddur/contract/users'
import { Avatar } from '../../ui/Avatar.tsx'

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
      <p>
        The letter and its colours come from your handle. Your name and bio are on your profile, where you can change
        them.
      </p>
    </>
  )
}
