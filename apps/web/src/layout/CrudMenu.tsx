import type { Activity } from '@cruddur/contract/activities'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useHasCome } from '../client/clock/ticker.ts'
import { useMember } from '../client/session/use-session.ts'
import { personItems } from '../features/relations/person-items.ts'
import { overlay } from '../navigation/overlay.ts'
import { relationQuery } from '../people/relation.queries.ts'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { words } from '../words/words.ts'

type CrudMenuProps = { crud: Activity; anchor: HTMLElement; onClose: () => void }

function ownItems(crud: Activity): MenuItem[] {
  return [
    { icon: 'shorten', words: words.crudMenu.shorten, onChoose: () => overlay.set({ kind: 'shorten', crud }) },
    { icon: 'burn', words: words.crudMenu.burn, grave: true, onChoose: () => overlay.set({ kind: 'burn', crud }) },
  ]
}

/** The menu of a crud. For somebody else's it also holds what the reader can do about them. */
export function CrudMenu({ crud, anchor, onClose }: CrudMenuProps) {
  const member = useMember()
  const own = member?.handle === crud.handle
  const { data: relation } = useQuery({ ...relationQuery(crud.handle), enabled: !!member && !own })
  const over = useHasCome(Date.parse(crud.expires_at))
  useEffect(() => {
    if (over) onClose()
  }, [over, onClose])
  const report = () =>
    overlay.set(member ? { kind: 'report-crud', crud } : { kind: 'invitation', to: words.crudMenu.toReport })
  const items = own
    ? ownItems(crud)
    : [
        ...personItems(crud, relation ?? undefined, member !== undefined),
        { icon: 'report' as const, words: words.crudMenu.report, onChoose: report },
      ]
  return <Menu anchor={anchor} label={words.cruds.by(crud.display_name)} items={items} onClose={onClose} />
}
