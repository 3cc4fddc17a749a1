import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { fetchCode } from '../client/fetch-code.ts'
import { crudsKey } from '../cruds/crud-list.ts'
import { crudPublished } from '../cruds/published.ts'
import { reselected } from '../navigation/location.ts'
import { type RelationChange, relationChanged } from '../people/relation-change.ts'
import { showToast, showUnreachable } from '../ui/toast.ts'
import { words } from '../words/words.ts'

function show(client: QueryClient, crud: Activity): void {
  fetchCode(() => import('./show-published.ts')).then(
    ({ showPublished }) => showPublished(client, crud),
    () => {
      client.invalidateQueries({ queryKey: [crudsKey] })
      showToast({ words: words.layout.posted })
    },
  )
}

function showRelation(client: QueryClient, change: RelationChange): void {
  fetchCode(() => import('./live/apply-relation.ts')).then(
    ({ applyRelation }) => applyRelation(client, change),
    showUnreachable,
  )
}

/** Begins to bring what the reader does to the caches. Only those who do something fetch how. */
export function startListening(client: QueryClient): void {
  crudPublished.listen((crud) => show(client, crud))
  relationChanged.listen((change) => showRelation(client, change))
  reselected.listen(() => client.refetchQueries({ type: 'active' }))
}
