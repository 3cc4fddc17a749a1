import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function PrivacyPage() {
  return (
    <>
      <PageHead back heading="Privacy" />
      <div className="prose">
        <p className="lead">What we keep, why, and for how long.</p>
        <dl className="kept">
          <dt>Cruds and replies</dt>
          <dd>Shown to everybody until their end, and not a moment longer. Deleted within 60 seconds of it.</dd>
          <dt>Direct messages</dt>
          <dd>
            Shown only to the two of you, until their end: 30 days at most. They are not encrypted, so whoever runs this
            server could read them while they last.
          </dd>
          <dt>Likes and reposts</dt>
          <dd>The author of the crud sees who they are from. Gone with the crud, or when you take them back.</dd>
          <dt>Follows, mutes and blocks</dt>
          <dd>
            Who you follow is public. Only you can see who you muted or blocked. Kept until you take them back, or
            delete your account.
          </dd>
          <dt>Notifications</dt>
          <dd>What happened, never the words. Gone with the crud they are about, and after 30 days.</dd>
          <dt>Reports</dt>
          <dd>
            A copy of the reported crud, sealed for moderators. Each look at it is recorded. Destroyed when they close
            the report, and after 30 days.
          </dd>
          <dt>Name, handle and bio</dt>
          <dd>Public: they show who speaks. Kept as long as your account; they do not expire.</dd>
          <dt>E-mail address</dt>
          <dd>
            To confirm that it’s yours and to reset a lost password. Never shown. Kept as long as your account, and for
            24 hours at most if you never confirm it.
          </dd>
          <dt>Password</dt>
          <dd>
            Only as a salted scrypt hash, which nobody can turn back into the password. Kept as long as your account.
          </dd>
          <dt>Sessions</dt>
          <dd>To keep you signed in. Kept until they expire, you sign out, or you set a new password.</dd>
          <dt>Network address</dt>
          <dd>To limit abuse: counted for as long as a limit lasts.</dd>
        </dl>
        <h2>On your device</h2>
        <ul>
          <li>
            One cookie, set when you sign in. Scripts cannot read it, and only the sign-in part of this site receives
            it. It keeps you signed in and tracks nothing.
          </li>
          <li>
            In the browser’s storage: that you were signed in (one digit), the appearance, the lifetime and the view of
            home you chose, how far you scrolled, and your own drafts and posts that have not arrived. Drafts are
            removed when you post, when you sign out, and after 30 days. Never anybody’s published cruds, and never a
            key to your account.
          </li>
          <li>No advertising, no analytics, nothing loaded from other servers.</li>
        </ul>
        <h2>Logs</h2>
        <p>
          The server records that a request came, when, and how it ended. It does not record what you write, your e-mail
          address or your password.
        </p>
        <h2>What we cannot promise</h2>
        <p>
          Readers can take screenshots. Deleted bytes may stay in the database’s files and journal until the space is
          used again. If the operator of this server makes backups, deleting those in time is their duty.{' '}
          <AppLink href="/about">The page on forgetting</AppLink> says more.
        </p>
        <h2>What you can do</h2>
        <p>
          You can change your name and bio yourself. In <AppLink href="/settings">your settings</AppLink> you can save a
          copy of everything we keep about you, and delete your account with everything in it. After that nobody can
          take its handle for 30 days. Cruds that have expired are not in the copy: there is nothing left to copy.
        </p>
      </div>
    </>
  )
}
