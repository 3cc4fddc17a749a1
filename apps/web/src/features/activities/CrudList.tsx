import type { Activity } from '@cruddur/contract/activities'
import { useRef } from 'react'
import { Crud } from './Crud.tsx'
import { useClickToOpen } from './use-click-to-open.ts'

type CrudListProps = { cruds: readonly Activity[]; label: string; underParent?: boolean }

/** Cruds, one below the other. */
export function CrudList({ cruds, label, underParent = false }: CrudListProps) {
  const ref = useRef<HTMLElement>(null)
  useClickToOpen(ref)
  return (
    <section ref={ref} className="crud-list" aria-label={label}>
      {cruds.map((crud) => (
        <Crud key={crud.uuid} crud={crud} underParent={underParent} />
      ))}
    </section>
  )
}
