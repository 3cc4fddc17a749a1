import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SuggestedPeople } from '../features/relations/SuggestedPeople.tsx'
import { trendsQuery } from '../features/search/search.queries.ts'
import { Trends } from '../features/search/Trends.tsx'
import { usePathname } from '../navigation/location.ts'

/** Trends, and people to follow. They are fetched again when the reader goes to another page; nothing polls. */
export function SidebarSocial() {
  const client = useQueryClient()
  const path = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: going to another page is the reason to fetch.
  useEffect(() => {
    client.refetchQueries({ queryKey: trendsQuery.queryKey, stale: true })
  }, [client, path])
  return (
    <>
      <Trends max={5} className="panel beside" />
      <SuggestedPeople max={3} className="panel beside" />
    </>
  )
}
