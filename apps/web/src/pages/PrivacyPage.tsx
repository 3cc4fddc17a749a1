import { keptData } from '@cruddur/contract/kept-data'
import { Fragment } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function PrivacyPage() {
  return (
    <>
      <PageHead back heading="Privacy" />
      <div className="prose">
        <p className="lead">What we keep, why, and for how long.</p>
        <dl className="kept">
          {keptData.map(({ name, words }) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </Fragment>
          ))}
        </dl>
        <h2>On your device</h2>
        <ul>
          <li>
            Cookies that are set when you sign up or sign in: one keeps you signed in, one tells the server that it is
            the same browser. Scripts cannot read them, only the sign-in part of this site receives them, and they track
            nothing.
          </li>
          <li>
            In the browser’s storage: that you were signed in (one digit), the appearance, the lifetime and the view of
            home you chose, how far you scrolled, and your own drafts and posts that have not arrived. Drafts are
            removed when you post, when you sign out, and after 30 days. Never anybody’s published cruds, and never a
            key to your account.
          </li>
          <li>No advertising, no analytics, nothing loaded from anybody else’s servers.</li>
        </ul>
        <h2>Logs</h2>
        <p>
          The server records that a request came, when, and how it ended. It does not record what you write or search
          for, your network address, your e-mail address or your password. If the operator has put a proxy in front of
          the server, that may keep a log of its own.
        </p>
        <h2>What we cannot promise</h2>
        <p>
          Readers can take screenshots. Whoever runs this server can read what is in its database while it is there.
          Deleted bytes stay on the disk for a while: a sweep removes them from the database’s files, but on a large
          server some stay until their space is used again. If the operator makes backups, deleting those in time is
          their duty. <AppLink href="/about">The page on forgetting</AppLink> says more.
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
