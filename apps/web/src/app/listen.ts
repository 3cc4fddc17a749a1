import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { fetchCode } from '../client/fetch-code.ts'
import { addressOfCrud } from '../cruds/crud-address.ts'
import { crudsKey } from '../cruds/crud-list.ts'
import { crudPublished } from '../cruds/published.ts'
import { reselected } from '../navigation/location.ts'
import { type RelationChange, relationChanged } from '../people/relation-change.ts'
import { announce } from '../ui/announce.ts'
import { showToast, showUnreachable } from '../ui/toast.ts'

function showPublished(client: QueryClient, crud: Activity): void {
  fetchCode(() => import('../cruds/crud-insert.ts')).then(
    ({ insertPublished }) => insertPublished(client, crud),
    () => client.invalidateQueries({ queryKey: [crudsKey] }),
  )
  announce('Posted.')
  const isOnPage = location.pathname === '/' || crud.reply_to_activity_uuid !== null
  if (!isOnPage) showToast({ words: 'Posted.', link: { href: addressOfCrud(crud), words: 'See it' } })
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
