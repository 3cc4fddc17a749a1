import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SuggestedPeople } from '../features/relations/SuggestedPeople.tsx'
import { trendsQuery } from '../features/search/search.queries.ts'
import { Trends } from '../features/search/Trends.tsx'
import { usePathname } from '../navigation/location.ts'

/** What is going on, and whom one could follow. Looked at anew when the reader goes somewhere, not by the clock. */
export function SidebarSocial() {
  const client = useQueryClient()
  const path = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere is the reason to look.
  useEffect(() => {
    client.refetchQueries({ queryKey: trendsQuery.queryKey, stale: true })
  }, [client, path])
  return (
    <>
      <Trends most={5} className="panel beside" />
      <SuggestedPeople most={3} className="panel beside" />
    </>
  )
}
