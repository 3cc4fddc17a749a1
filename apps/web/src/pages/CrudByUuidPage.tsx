import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isNotFound } from '../client/call-error.ts'
import { addressOfCrud } from '../cruds/crud-address.ts'
import { crudQuery } from '../cruds/cruds.queries.ts'
import { Gone } from '../features/activities/Gone.tsx'
import { navigate } from '../navigation/location.ts'
import { FailureNotice } from '../ui/FailureNotice.tsx'
import { ListSkeleton } from '../ui/ListSkeleton.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { words } from '../words/words.ts'

/** An address that names a crud but not its author. It is replaced by the one that names both. */
export function CrudByUuidPage({ uuid }: { uuid: string }) {
  const { data, error, refetch } = useQuery(crudQuery(uuid))
  useEffect(() => {
    if (data) navigate(addressOfCrud(data), { replace: true, state: history.state })
  }, [data])
  if (data === null || isNotFound(error)) return <Gone />
  return (
    <>
      <PageHead back heading={words.status.crud} />
      {error ? <FailureNotice error={error} onRetry={() => refetch()} /> : <ListSkeleton of="cruds" count={1} />}
    </>
  )
}
