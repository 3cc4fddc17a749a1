import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function AboutPage() {
  return (
    <>
      <PageHead back heading="How forgetting works" />
      <div className="prose">
        <p className="lead">
          On Cruddur everything you say has an end, and you choose it when you say it: one hour, or three, or twelve; a
          day, three days, seven, or thirty. Then it is gone. This page says what that means, and what it cannot mean.
        </p>
        <h2>What we promise</h2>
        <ol>
          <li>
            <strong>Gone means gone for everybody.</strong> Whether a crud is alive is asked anew each time anything is
            read, of the one clock of our database. There are no exceptions: not for its author, not for us.
          </li>
          <li>
            <strong>The clock starts when you post and is never wound up.</strong> No reply, like, repost or edit gives
            a crud another second.
          </li>
          <li>
            <strong>Nothing made from a crud outlives it.</strong> Whatever points at a crud holds its number, never its
            words.
          </li>
          <li>
            <strong>Threads die together.</strong> A reply never lives longer than what it replies to.
          </li>
          <li>
            <strong>Pictures and films go with their crud.</strong> There are none yet; when there are, their addresses
            end with the crud.
          </li>
          <li>
            <strong>Numbers tell nothing.</strong> No count and no list gives away that a crud which has expired was
            ever there.
          </li>
          <li>
            <strong>Nothing that cannot be called back carries your words.</strong> We send no crud by e-mail, and no
            push message holds a line of one.
          </li>
          <li>
            <strong>It leaves open pages too.</strong> When its time comes, a crud fades from the screens it is on.
            Nothing stores a copy that lives longer, not the browser’s cache either.
          </li>
          <li>
            <strong>It is erased, not hidden.</strong> Within 60 seconds after its end the row is deleted from our
            database. How far behind we are is measured, and we report ourselves ill when it is too far. Our logs never
            hold what you write.
          </li>
          <li>
            <strong>Evidence is narrow.</strong> There is no way to report a crud yet. When there is, a sealed copy will
            go to moderators only; each look at it will be on record, and it will expire too.
          </li>
        </ol>
        <h2>What “gone” cannot mean</h2>
        <ul>
          <li>
            <strong>Whoever reads can remember.</strong> People can take pictures of their screen or copy words. No
            service can prevent that. Say here what may be read for a while, not what nobody must ever read.
          </li>
          <li>
            <strong>Deleted bytes take a while to be written over.</strong> A deleted row cannot be read through the
            database any more. Its bytes may lie in the database’s files, and in its journal of recent changes, until
            that room is used again; on a busy server that is soon, but we name no minute.
          </li>
          <li>
            <strong>Backups are the operator’s duty.</strong> Cruddur makes none by itself. Whoever runs it and makes
            backups must delete them as fast as they promise to forget, and should say so.
          </li>
          <li>
            <strong>Programs of other people</strong> can read what is public, as you can. We tell search engines not to
            archive; we cannot make anybody obey.
          </li>
        </ul>
        <h2>How it is done</h2>
        <p>
          Other services delete with a program that runs now and then; until it does, the dead are still there. Here
          every question to the database asks only for what is alive at that instant. The deletion comes after, and if
          it were late, you would still see nothing. All of this is public source text, with a test for each promise.
        </p>
        <p>
          See also the <AppLink href="/terms">terms</AppLink> and{' '}
          <AppLink href="/privacy">what we keep about you</AppLink>.
        </p>
      </div>
    </>
  )
}
