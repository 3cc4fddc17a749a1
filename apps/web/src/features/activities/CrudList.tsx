import type { Activity } from '@cruddur/contract/activities'
import { type ReactNode, useRef } from 'react'
import { Crud } from './Crud.tsx'
import { useRowHeights } from './row-heights.ts'
import { useClickToOpen } from './use-click-to-open.ts'

type CrudListProps = {
  cruds: readonly Activity[]
  label: string
  underParent?: boolean
  /** How each is shown, if not alone. */
  show?: (crud: Activity) => ReactNode
}

/** Cruds, one below the other. */
export function CrudList({ cruds, label, underParent = false, show }: CrudListProps) {
  const ref = useRef<HTMLElement>(null)
  useClickToOpen(ref)
  useRowHeights(ref)
  return (
    <section ref={ref} className="crud-list" aria-label={label}>
      {cruds.map((crud) => (show ? show(crud) : <Crud key={crud.uuid} crud={crud} underParent={underParent} />))}
    </section>
  )
}
