import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export const PrivacyPage = () => (
  <>
    <PageHead back heading="Privacy" />
    <div className="prose">
      <p className="lead">What is kept, where, and for how long. What is not on this list we do not keep.</p>
      <div className="table-scroll">
        <table>
          <caption className="unseen">What is kept and for how long</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col">How long</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Cruds and replies</th>
              <td>To show them to everybody</td>
              <td>Readable until their end; deleted within 60 seconds after it</td>
            </tr>
            <tr>
              <th scope="row">Name, handle, bio</th>
              <td>To show who speaks; public</td>
              <td>As long as the account. They do not expire</td>
            </tr>
            <tr>
              <th scope="row">E-mail address</th>
              <td>To confirm that it is yours and to reset a password; never shown</td>
              <td>As long as the account; 24 hours if it is never confirmed</td>
            </tr>
            <tr>
              <th scope="row">Password</th>
              <td>To sign you in</td>
              <td>Only a salted scrypt hash, as long as the account</td>
            </tr>
            <tr>
              <th scope="row">Sessions</th>
              <td>To keep you signed in</td>
              <td>Until they run out, you sign out, or you change your password</td>
            </tr>
            <tr>
              <th scope="row">Network address</th>
              <td>To limit abuse</td>
              <td>
                Counted in memory for the time of the limit; our request log may name it until the operator clears the
                log
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <h2>On your device</h2>
      <ul>
        <li>
          One cookie, set when you sign in, that scripts cannot read and that only the sign-in part of this site sees.
          It keeps you signed in; it follows you nowhere.
        </li>
        <li>
          In the browser’s storage: that you were signed in (one digit), the appearance and the lifetime you chose, and
          your own drafts and posts that have not arrived. Drafts are removed when you post, when you sign out, and
          after 30 days. Never anybody’s cruds, and never a key to your account.
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
        Readers can take pictures of what they see. Deleted bytes may stay in the database’s files and journal until the
        room is used again. If the operator of this server makes backups, deleting those in time is their duty.{' '}
        <AppLink href="/about">The page on forgetting</AppLink> says more.
      </p>
      <h2>What you can ask</h2>
      <p>
        You can change your name and bio yourself. For a copy of what is kept about you, or to have your account
        deleted, write to whoever runs this server. Cruds that have expired are not in the copy: there is nothing left
        to copy.
      </p>
    </div>
  </>
)
