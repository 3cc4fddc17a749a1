import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function PrivacyPage() {
  return (
    <>
      <PageHead back heading="Privacy" />
      <div className="prose">
        <p className="lead">What is kept, why, and for how long. What is not on this list is not kept.</p>
        <dl className="kept">
          <dt>Cruds and replies</dt>
          <dd>Shown to everybody until their end, and not a moment longer. Deleted within 60 seconds after it.</dd>
          <dt>Likes and reposts</dt>
          <dd>Whose they are shows to the author of the crud. Gone with the crud, or when you take them back.</dd>
          <dt>Follows, mutes and blocks</dt>
          <dd>
            Whom you follow is public; whom you muted or blocked only you can see. Kept until you take them back, and at
            most as long as the account.
          </dd>
          <dt>Notifications</dt>
          <dd>What happened, never the words. Gone with the crud that they are about, and after 30 days.</dd>
          <dt>Reports</dt>
          <dd>
            A copy of the reported crud, sealed for moderators, whose every look is written down. Destroyed when they
            close the report, and after 30 days.
          </dd>
          <dt>Name, handle and bio</dt>
          <dd>Public; they show who speaks. Kept as long as the account: they do not expire.</dd>
          <dt>E-mail address</dt>
          <dd>
            To confirm that it is yours and to reset a lost password; never shown. Kept as long as the account, and for
            24 hours at most if it is never confirmed.
          </dd>
          <dt>Password</dt>
          <dd>Only as a salted scrypt hash, from which nobody can read it back. Kept as long as the account.</dd>
          <dt>Sessions</dt>
          <dd>To keep you signed in. Kept until they run out, you sign out, or you set a new password.</dd>
          <dt>Network address</dt>
          <dd>To limit abuse: counted for as long as a limit lasts.</dd>
        </dl>
        <h2>On your device</h2>
        <ul>
          <li>
            One cookie, set when you sign in, that scripts cannot read and that only the sign-in part of this site sees.
            It keeps you signed in; it follows you nowhere.
          </li>
          <li>
            In the browser’s storage: that you were signed in (one digit), the appearance, the lifetime and the view of
            home you chose, and your own drafts and posts that have not arrived. Drafts are removed when you post, when
            you sign out, and after 30 days. Never anybody’s cruds, and never a key to your account.
          </li>
          <li>No advertising, no counting of visitors, nothing loaded from other servers.</li>
        </ul>
        <h2>Logs</h2>
        <p>
          The server notes that a request came, when, and how it ended. It does not note what you write, and it does not
          note your e-mail address or password.
        </p>
        <h2>What we cannot promise</h2>
        <p>
          Readers can take pictures of what they see. Deleted bytes may stay in the database’s files and journal until
          the room is used again. If the operator of this server makes backups, deleting those in time is their duty.{' '}
          <AppLink href="/about">The page on forgetting</AppLink> says more.
        </p>
        <h2>What you can ask</h2>
        <p>
          You can change your name and bio yourself. In <AppLink href="/settings">the settings</AppLink> you can save a
          copy of all that is kept about you, and delete your account with everything in it, at once; for 30 days nobody
          can take its handle. Cruds that have expired are not in the copy: there is nothing left to copy.
        </p>
      </div>
    </>
  )
}
