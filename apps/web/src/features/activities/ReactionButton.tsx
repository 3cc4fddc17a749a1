import type { Activity } from '@cruddur/contract/activities'
import { useQueryClient } from '@tanstack/react-query'
import { fetchCode } from '../../client/fetch-code.ts'
import { session } from '../../client/session/session.ts'
import { overlay } from '../../navigation/overlay.ts'
import { Icon } from '../../ui/Icon.tsx'
import { showUnreachable } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { Count } from './Count.tsx'

type ReactionButtonProps = { crud: Activity; reaction: 'like' | 'repost' }

/** Fetched when the pointer comes near. */
const load = () => fetchCode(() => import('./react.ts'))

/** A toggle button that likes or reposts a crud, with the count. It invites a visitor to join. */
export function ReactionButton({ crud, reaction }: ReactionButtonProps) {
  const client = useQueryClient()
  const [count, on] = reaction === 'like' ? [crud.likes_count, crud.liked] : [crud.reposts_count, crud.reposted]
  const { name, count: countWords, to } = words.cruds[reaction]
  const press = () => {
    if (session.get().phase !== 'member') return overlay.set({ kind: 'invitation', to })
    load().then(({ react }) => react(client, crud.uuid, reaction, !on), showUnreachable)
  }
  return (
    <button
      type="button"
      className="crud-action"
      data-reaction={reaction}
      aria-pressed={on ?? false}
      title={name}
      onPointerEnter={() => load().catch(() => undefined)}
      onClick={press}
    >
      <Icon name={reaction} />
      <span className="unseen">{`${name}, ${countWords(count)}`}</span>
      <Count count={count} />
    </button>
  )
}
