import type { UserShort } from '@cruddur/contract/users'
import { Composer } from './Composer.tsx'
import { Pending } from './Pending.tsx'

/** The composer above the feed, and what the member wrote that has not arrived yet. */
export function HomeComposer({ author }: { author: UserShort }) {
  return (
    <>
      <div className="home-composer">
        <Composer author={author} label="Your crud" placeholder="What is on your mind? It will not stay." />
      </div>
      <Pending author={author.uuid} />
    </>
  )
}
