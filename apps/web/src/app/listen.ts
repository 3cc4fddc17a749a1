import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { fetchCode } from '../client/fetch-code.ts'
import { addressOfCrud } from '../cruds/crud-address.ts'
import { crudsKey } from '../cruds/crud-list.ts'
import { crudPublished } from '../cruds/published.ts'
import { reselected } from '../navigation/location.ts'
import { isInView, waitForElement } from '../navigation/reveal.ts'
import { type RelationChange, relationChanged } from '../people/relation-change.ts'
import { announce } from '../ui/announce.ts'
import { showToast, showUnreachable } from '../ui/toast.ts'
import { words } from '../words/words.ts'

async function insert(client: QueryClient, crud: Activity): Promise<void> {
  try {
    const { insertPublished } = await fetchCode(() => import('../cruds/crud-insert.ts'))
    insertPublished(client, crud)
  } catch {
    client.invalidateQueries({ queryKey: [crudsKey] })
  }
}

/** Shows what the reader published: in its place, to which a reply is scrolled, or else by a link. */
async function showPublished(client: QueryClient, crud: Activity): Promise<void> {
  await insert(client, crud)
  announce(words.layout.posted)
  const shown = await waitForElement(`crud-${crud.uuid}`)
  // A crud of their own stands at the top of a list: whoever reads further down stays there.
  if (shown && crud.reply_to_activity_uuid !== null) shown.scrollIntoView({ block: 'nearest' })
  else if (!(shown && isInView(shown)))
    showToast({ words: words.layout.posted, link: { href: addressOfCrud(crud), words: words.layout.seeIt } })
}

function showRelation(client: QueryClient, change: RelationChange): void {
  fetchCode(() => import('./live/apply-relation.ts')).then(
    ({ applyRelation }) => applyRelation(client, change),
    showUnreachable,
  )
}

/** Begins to bring what the reader does to the caches. Only those who do something fetch how. */
export function startListening(client: QueryClient): void {
  crudPublished.listen((crud) => showPublished(client, crud))
  relationChanged.listen((change) => showRelation(client, change))
  reselected.listen(() => client.refetchQueries({ type: 'active' }))
}
