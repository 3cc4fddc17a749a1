import type { UserShort } from '@cruddur/contract/users'
import { useEffect } from 'react'
import { words } from '../../words/words.ts'
import { Composer } from './Composer.tsx'

type ReplyFormProps = {
  author: UserShort
  /** The uuid of the crud that is replied to, and its author's handle. */
  parent: string
  to: string
}

/** Where the reader replies to the crud of a page. An address that ends in `#reply` puts the focus there. */
export function ReplyForm({ author, parent, to }: ReplyFormProps) {
  useEffect(() => {
    const write = () => {
      if (location.hash === '#reply') document.querySelector<HTMLElement>('#reply textarea')?.focus()
    }
    write()
    addEventListener('replaceState', write)
    return () => removeEventListener('replaceState', write)
  }, [])
  return (
    <section id="reply" className="reply-form" aria-label={words.compose.writeReply}>
      <Composer
        author={author}
        parent={parent}
        label={words.compose.yourReplyTo(to)}
        placeholder={words.compose.replyTo(to)}
      />
    </section>
  )
}
