import { useQuery } from '@tanstack/react-query'
import { crudQuery } from '../../cruds/cruds.queries.ts'
import { Crud } from './Crud.tsx'

/** What a reply replies to. Without it the reply stands alone: a parent that was burnt leaves no trace. */
export function ParentCrud({ uuid }: { uuid: string }) {
  const { data } = useQuery(crudQuery(uuid))
  return data ? (
    <div className="parent-crud">
      <Crud crud={data} />
    </div>
  ) : null
}
