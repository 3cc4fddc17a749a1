import type { Activity } from '@cruddur/contract/activities'
import { useQueryClient } from '@tanstack/react-query'
import { placeReply } from '../../cruds/crud-insert.ts'
import { takeFreshReplies } from '../../cruds/late-replies.ts'
import { scrollIntoSight, waitForElement } from '../../navigation/reveal.ts'
import { words } from '../../words/words.ts'

/** Says how many replies came while the reader reads, and shows them when it is pressed. Nothing moves before. */
export function FreshReplies({ parent, fresh }: { parent: string; fresh: readonly Activity[] }) {
  const client = useQueryClient()
  const show = async () => {
    const [first, ...others] = takeFreshReplies(client, parent)
    if (!first) return
    for (const reply of [first, ...others]) placeReply(client, reply, parent)
    const shown = await waitForElement(`crud-${first.uuid}`)
    if (!shown) return
    scrollIntoSight(shown)
    shown.focus({ preventScroll: true })
  }
  return (
    <button type="button" className="button fresh-pill" onClick={show}>
      {words.status.newReplies(fresh.length)}
    </button>
  )
}
