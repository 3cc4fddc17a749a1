import type { UserShort } from '@cruddur/contract/users'
import { words } from '../../words/words.ts'
import { Composer } from './Composer.tsx'
import { Pending } from './Pending.tsx'

/** The composer above the feed, and what the member wrote that has not arrived yet. */
export function HomeComposer({ author }: { author: UserShort }) {
  return (
    <>
      <div className="home-composer">
        <Composer author={author} label={words.compose.yourCrud} placeholder={words.compose.onYourMind} />
      </div>
      <Pending author={author.uuid} />
    </>
  )
}
