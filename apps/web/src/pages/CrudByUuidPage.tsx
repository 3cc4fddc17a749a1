import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { CallError } from '../client/call-error.ts'
import { crudQuery } from '../cruds/cruds.queries.ts'
import { Gone } from '../features/activities/Gone.tsx'
import { addressOfCrud } from '../features/activities/share.ts'
import { FailureNotice } from '../ui/FailureNotice.tsx'
import { CrudSkeleton } from '../ui/ListSkeleton.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/** An address that names a crud but not its author: it becomes the one that names both. */
export function CrudByUuidPage({ uuid }: { uuid: string }) {
  const { data, error, refetch } = useQuery(crudQuery(uuid))
  useEffect(() => {
    if (data) navigate(addressOfCrud(data), { replace: true, state: history.state })
  }, [data])
  if (data === null || (error instanceof CallError && error.status === 404)) return <Gone />
  return (
    <>
      <PageHead back heading="Crud" />
      {error ? <FailureNotice error={error} onRetry={() => refetch()} /> : <CrudSkeleton count={1} />}
    </>
  )
}
