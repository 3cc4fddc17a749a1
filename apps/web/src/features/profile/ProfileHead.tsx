import type { Profile } from '@cruddur/contract/users'
import type { ReactNode } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { monthWords } from '../../time/month-words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { compactCount } from '../../ui/compact-count.ts'
import { RichText } from '../../writing/RichText.tsx'

type ProfileHeadProps = {
  profile: Profile
  /** Whether it is the reader's own profile. */
  own: boolean
  onEdit: () => void
  /** What the reader can do about somebody else. */
  children?: ReactNode
}

/** The profile above a person's cruds. */
export function ProfileHead({ profile, own, onEdit, children }: ProfileHeadProps) {
  return (
    <section className="profile-head" aria-label="Profile">
      <div className="profile-banner" aria-hidden="true" />
      <div className="profile-line">
        <Avatar handle={profile.handle} />
        <div className="profile-actions">
          {own ? (
            <button type="button" className="button quiet" onClick={onEdit}>
              Edit profile
            </button>
          ) : (
            children
          )}
        </div>
      </div>
      <p className="profile-name">
        <bdi>{profile.display_name}</bdi>
      </p>
      <p className="profile-handle">
        @{profile.handle}
        {profile.relation?.followed_by && <span className="badge">Follows you</span>}
        {profile.relation?.muted && <span className="badge">Muted</span>}
      </p>
      {profile.bio !== '' && <RichText text={profile.bio} className="profile-bio" />}
      {profile.joined_at && (
        <p className="profile-joined">
          Joined <time dateTime={profile.joined_at}>{monthWords(Date.parse(profile.joined_at))}</time>
        </p>
      )}
      <p className="profile-counts">
        <span>
          <strong>{compactCount(profile.cruds_count)}</strong> live {profile.cruds_count === 1 ? 'crud' : 'cruds'}
        </span>
        <AppLink href={`/@${profile.handle}/following`}>
          <strong>{compactCount(profile.following_count)}</strong> following
        </AppLink>
        <AppLink href={`/@${profile.handle}/followers`}>
          <strong>{compactCount(profile.followers_count)}</strong>{' '}
          {profile.followers_count === 1 ? 'follower' : 'followers'}
        </AppLink>
      </p>
    </section>
  )
}
