import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { serverClock } from '../../client/clock/server-clock.ts'
import { subscribeToTime } from '../../client/clock/ticker.ts'
import { useMember } from '../../client/session/use-session.ts'
import { useStore } from '../../client/store.ts'
import type { HomeView } from '../../cruds/cruds.queries.ts'
import { navigate } from '../../navigation/location.ts'
import { restoreScroll } from '../../navigation/scroll-restoration.ts'
import { followedQuery } from '../../people/relation.queries.ts'
import { toastFailure } from '../../ui/failure-toast.ts'
import { words } from '../../words/words.ts'
import { dropOldFresh } from './fresh-cruds.ts'
import { freshCruds } from './fresh-store.ts'
import { addressOfHome } from './home-view.ts'
import { showFresh } from './show-fresh.ts'

/**
 * Says in the head of the page how many new cruds wait, and shows them when it is pressed. Among those that end soon most
 * of them have no place yet, so that it leads to the newest.
 */
export function FreshPill({ view }: { view: HomeView }) {
  const client = useQueryClient()
  const member = useMember()
  const newest: HomeView = { feed: view.feed, sort: 'newest' }
  const onlyFollowed = view.feed === 'following'
  const { data: followed } = useQuery({ ...followedQuery(member?.handle ?? ''), enabled: onlyFollowed && !!member })
  const [busy, setBusy] = useState(false)
  useEffect(() => subscribeToTime(() => dropOldFresh(serverClock.now())), [])
  const fresh = useStore(freshCruds).filter(
    ({ handle }) => !onlyFollowed || handle === member?.handle || followed?.has(handle),
  )
  const show = async () => {
    if (busy) return
    setBusy(true)
    try {
      await showFresh(client, newest)
      if (view.sort !== 'newest') navigate(addressOfHome(newest))
      restoreScroll(0)
      document.getElementById('page-heading')?.focus({ preventScroll: true })
    } catch (error) {
      toastFailure(words.feeds.newCrudsFailed, error)
    } finally {
      setBusy(false)
    }
  }
  if (fresh.length === 0) return null
  return (
    <button type="button" className="button fresh-pill" aria-disabled={busy || undefined} onClick={show}>
      {words.feeds.newCruds(fresh.length)}
    </button>
  )
}
