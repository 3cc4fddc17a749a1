import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function AboutPage() {
  return (
    <>
      <PageHead back heading="How forgetting works" />
      <div className="prose">
        <p className="lead">
          On Cruddur everything you say has an end, and you choose it when you say it: one hour, three or twelve; one
          day, three, seven or thirty. Then it is gone. This page says what that means, and what it cannot mean.
        </p>
        <h2>What we promise</h2>
        <ol>
          <li>
            <strong>Gone means gone for everybody.</strong> Each time anything is read, our database checks by its own
            clock whether the crud is still live. There are no exceptions: not for its author, not for us.
          </li>
          <li>
            <strong>The clock starts when you post, and nothing winds it back.</strong> No reply, like, repost or edit
            gives a crud another second.
          </li>
          <li>
            <strong>Nothing made from a crud outlives it.</strong> Whatever points at a crud holds its number, never its
            words.
          </li>
          <li>
            <strong>Threads end together.</strong> A reply never lives longer than what it replies to.
          </li>
          <li>
            <strong>Pictures and videos end with their crud.</strong> Cruddur has none yet. When it does, their
            addresses will stop working when the crud ends.
          </li>
          <li>
            <strong>Numbers give nothing away.</strong> No count and no list reveals that an expired crud was ever
            there.
          </li>
          <li>
            <strong>What can’t be recalled carries no words.</strong> We never put the words of a crud into an e-mail or
            a push message.
          </li>
          <li>
            <strong>It leaves open pages too.</strong> When its time is up, a crud fades from every screen it is on.
            Nothing keeps a copy for longer, not even the browser’s cache.
          </li>
          <li>
            <strong>It is erased, not hidden.</strong> Within 60 seconds of its end, when all runs as it should, the row
            is deleted from our database. We measure how late we are, and our health check fails when we are too late.
            Our logs never hold what you write.
          </li>
          <li>
            <strong>Evidence is narrow.</strong> When somebody reports a crud, a copy is kept for the moderators of this
            server, if it has any, and Cruddur shows it to nobody else. Each look at it is recorded, and the copy
            expires too.
          </li>
        </ol>
        <h2>What “gone” cannot mean</h2>
        <ul>
          <li>
            <strong>People can remember.</strong> They can take screenshots or copy words. No service can prevent that.
            Say here what may be read for a while, not what nobody must ever read.
          </li>
          <li>
            <strong>Deleted bytes stay on the disk for a while.</strong> A deleted row cannot be read through the
            database any more. A sweep then removes its bytes from the database’s files: on a small server, as it comes,
            within 15 minutes. On a large one, or with a database that the operator set up, bytes can stay in the files
            and in the journal of recent changes until their space is used again. We can’t say when that is.
          </li>
          <li>
            <strong>Whoever runs the server can look into its database.</strong> Nothing there is encrypted by Cruddur:
            not your cruds, and not your direct messages. What is gone is gone for them too, but not what is still
            there.
          </li>
          <li>
            <strong>Backups are the operator’s duty.</strong> Cruddur makes none by itself. Whoever runs this server and
            makes backups must delete them as fast as they promise to forget, and should say so.
          </li>
          <li>
            <strong>Other people’s programs</strong> can read what is public, just as you can. We tell search engines
            not to archive it, but we can’t make anybody obey.
          </li>
        </ul>
        <h2>How it is done</h2>
        <p>
          Other services delete with a program that runs now and then. Until it runs, everything that should be gone is
          still there. Here every question to the database asks only for what is live at that instant. Deletion comes
          after, and if it were late, you would still see nothing. All of this is public source code, with a test for
          each promise.
        </p>
        <p>
          See also the <AppLink href="/terms">terms</AppLink> and{' '}
          <AppLink href="/privacy">what we keep about you</AppLink>.
        </p>
      </div>
    </>
  )
}
