import { useQuery } from '@tanstack/react-query'
import { crudQuery } from '../../cruds/cruds.queries.ts'
import { Crud } from './Crud.tsx'

/** What a reply replies to. Renders nothing when that is gone: a burnt crud leaves no trace. */
export function ParentCrud({ uuid }: { uuid: string }) {
  const { data } = useQuery(crudQuery(uuid))
  return data ? (
    <div className="parent-crud">
      <Crud crud={data} />
    </div>
  ) : null
}
