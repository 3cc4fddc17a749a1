import type { Profile } from '@cruddur/contract/users'
import { RichText } from '../../rich-text/RichText.tsx'
import { Avatar } from '../../ui/Avatar.tsx'

type ProfileHeadProps = {
  profile: Profile
  /** Whether it is the reader's own. */
  own: boolean
  onEdit: () => void
}

/** Who a page of cruds is about. */
export const ProfileHead = ({ profile, own, onEdit }: ProfileHeadProps) => (
  <section className="profile-head" aria-label="Profile">
    <div className="profile-banner" aria-hidden="true" />
    <div className="profile-line">
      <Avatar handle={profile.handle} />
      {own && (
        <button type="button" className="button quiet" onClick={onEdit}>
          Edit profile
        </button>
      )}
    </div>
    <p className="profile-name">
      <bdi>{profile.display_name}</bdi>
    </p>
    <p className="profile-handle">@{profile.handle}</p>
    {profile.bio !== '' && <RichText text={profile.bio} className="profile-bio" />}
    <p className="profile-count">
      <strong>{profile.cruds_count}</strong> {profile.cruds_count === 1 ? 'crud' : 'cruds'} alive
    </p>
  </section>
)
