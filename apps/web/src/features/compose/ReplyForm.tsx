import { useEffect } from 'react'
import { AppLink } from '../../navigation/AppLink.tsx'
import { useSession } from '../../session/use-session.ts'
import { Composer } from './Composer.tsx'

type ReplyFormProps = { parent: string; to: string }

/** Where one replies to the crud of a page; a visitor is told how. */
export const ReplyForm = ({ parent, to }: ReplyFormProps) => {
  const now = useSession()
  const phase = now.phase
  useEffect(() => {
    if (location.hash === '#reply' && phase === 'member')
      document.querySelector<HTMLElement>('#reply textarea')?.focus()
  }, [phase])
  return (
    <section id="reply" className="reply-form" aria-label="Write a reply">
      {now.phase === 'member' && (
        <Composer author={now.user} parent={parent} label={`Your reply to @${to}`} placeholder={`Reply to @${to}`} />
      )}
      {now.phase === 'visitor' && (
        <p>
          <AppLink href={`/signin?next=${encodeURIComponent(location.pathname)}`}>Sign in</AppLink> to reply.
        </p>
      )}
    </section>
  )
}
