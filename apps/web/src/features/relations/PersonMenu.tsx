import type { Profile } from '@cruddur/contract/users'
import { useMember } from '../../client/session/use-session.ts'
import { overlay } from '../../navigation/overlay.ts'
import { Menu } from '../../ui/Menu.tsx'
import { personItems } from './person-items.ts'

type PersonMenuProps = { profile: Profile; anchor: HTMLElement; onClose: () => void }

/** What can be done about a person on their page; to follow them has a button of its own there. */
export function PersonMenu({ profile, anchor, onClose }: PersonMenuProps) {
  const member = useMember()
  const report = () =>
    overlay.set(
      member ? { kind: 'report-person', person: profile } : { kind: 'invitation', to: `report @${profile.handle}` },
    )
  const items = [
    ...personItems(profile, profile.relation, member !== undefined).filter(({ icon }) => !icon.endsWith('follow')),
    { icon: 'report' as const, words: `Report @${profile.handle}`, onChoose: report },
  ]
  return <Menu anchor={anchor} label={`@${profile.handle}`} items={items} onClose={onClose} />
}
