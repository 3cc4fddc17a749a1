import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { addressOfCrud } from '../cruds/crud-address.ts'
import { insertPublished } from '../cruds/crud-insert.ts'
import { isInView, scrollIntoSight, waitForElement } from '../navigation/reveal.ts'
import { announce } from '../ui/announce.ts'
import { showToast } from '../ui/toast.ts'
import { words } from '../words/words.ts'

/** Shows what the reader published: in its place, to which a reply is scrolled, or else by a link. */
export async function showPublished(client: QueryClient, crud: Activity): Promise<void> {
  insertPublished(client, crud)
  announce(words.layout.posted)
  const shown = await waitForElement(`crud-${crud.uuid}`)
  // A crud of their own stands at the top of a list: whoever reads further down stays there.
  if (shown && crud.reply_to_activity_uuid !== null) scrollIntoSight(shown)
  else if (!(shown && isInView(shown)))
    showToast({ words: words.layout.posted, link: { href: addressOfCrud(crud), words: words.layout.seeIt } })
}
