import { AppLink } from '../navigation/AppLink.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function TermsPage() {
  return (
    <>
      <PageHead back heading="Terms" />
      <div className="prose">
        <p className="lead">
          These are the terms between you and whoever runs this server, “we” on this page. They are short because the
          service is small.
        </p>
        <h2>What you get</h2>
        <p>
          A place to say things that end. You choose the end of each crud when you post it, and we keep{' '}
          <AppLink href="/about">the ten promises</AppLink> about it. We cannot bring anything back: not by mistake, not
          on request, not for money. If you want to keep what you write, keep a copy of your own.
        </p>
        <h2>What we ask</h2>
        <ul>
          <li>
            Don’t threaten or harass anybody, and don’t reveal anybody’s private life. That it will be gone is no
            excuse.
          </li>
          <li>Don’t post anything illegal, nor anything sexual that involves minors.</li>
          <li>Don’t impersonate anybody, and don’t send spam.</li>
          <li>Don’t try to break the service, to get around its limits, or to read what is not meant for you.</li>
          <li>Be old enough to agree to this by yourself where you live, and in any case at least 13.</li>
        </ul>
        <h2>What is yours</h2>
        <p>
          Your words stay yours. You let us show your cruds to everybody who visits, and your messages to the person you
          write to, until their end and no longer: that permission expires with them. You give us no other rights to
          them.
        </p>
        <h2>What others do</h2>
        <p>
          Cruds are public. People can copy what they read before it is gone. Don’t copy what others say here in order
          to keep it: they said it to be forgotten. We ask this of you, but we can’t enforce it on everybody.
        </p>
        <h2>When it goes wrong</h2>
        <p>
          We may take down a crud, or close an account, that breaks these terms. You may stop at any time. The service
          comes as it is: it can fail, lose a crud early, or end. Don’t rely on it for anything that must not be lost,
          nor in an emergency.
        </p>
        <h2>Changes</h2>
        <p>
          When these terms change, this page changes, and its history is public with the source code. A promise about
          forgetting is never weakened for cruds that were posted under it.
        </p>
      </div>
    </>
  )
}
