import type { Profile } from '@cruddur/contract/users'
import type { ReactNode } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { monthWords } from '../../time/month-words.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { compactCount } from '../../ui/compact-count.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
import { RichText } from '../../writing/RichText.tsx'

type ProfileHeadProps = {
  profile: Profile
  /** Whether it is the reader's own profile. */
  own: boolean
  onEdit: () => void
  /** What the reader can do about somebody else. */
  children?: ReactNode
}

/** A count in few letters, and what is counted. */
function counted(say: (n: number) => string, count: number): ReactNode {
  return rich(say(count), { n: () => <strong>{compactCount(count)}</strong> })
}

/** The profile above a person's cruds. */
export function ProfileHead({ profile, own, onEdit, children }: ProfileHeadProps) {
  return (
    <section className="profile-head" aria-label={words.layout.profile}>
      <div className="profile-banner" aria-hidden="true" />
      <div className="profile-line">
        <Avatar handle={profile.handle} face={profile.face} />
        <div className="profile-actions">
          {own ? (
            <button type="button" className="button quiet" onClick={onEdit}>
              {words.profile.edit}
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
        <bdi>@{profile.handle}</bdi>
        {profile.relation?.followed_by && <span className="badge">{words.profile.followsYou}</span>}
        {profile.relation?.muted && <span className="badge">{words.profile.muted}</span>}
      </p>
      {profile.bio !== '' && <RichText text={profile.bio} className="profile-bio" />}
      {profile.joined_at && (
        <p className="profile-joined">
          {rich(words.profile.joined, {
            month: () => <time dateTime={profile.joined_at}>{monthWords(Date.parse(profile.joined_at ?? ''))}</time>,
          })}
        </p>
      )}
      <p className="profile-counts">
        <span>{counted(words.profile.liveCruds, profile.cruds_count)}</span>
        <AppLink href={`/@${profile.handle}/following`}>
          {counted(words.profile.following, profile.following_count)}
        </AppLink>
        <AppLink href={`/@${profile.handle}/followers`}>
          {counted(words.profile.followers, profile.followers_count)}
        </AppLink>
      </p>
    </section>
  )
}
