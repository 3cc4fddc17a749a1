import type { Profile } from '@cruddur/contract/users'
import { useMember } from '../../client/session/use-session.ts'
import { overlay } from '../../navigation/overlay.ts'
import { Menu } from '../../ui/Menu.tsx'
import { words } from '../../words/words.ts'
import { personItems } from './person-items.ts'

type PersonMenuProps = { profile: Profile; anchor: HTMLElement; onClose: () => void }

/** The menu on a person's page. It does not offer to follow them: the page has a button for that. */
export function PersonMenu({ profile, anchor, onClose }: PersonMenuProps) {
  const member = useMember()
  const report = () =>
    overlay.set(
      member
        ? { kind: 'report-person', person: profile }
        : { kind: 'invitation', to: words.relations.toReport(profile.handle) },
    )
  const items = [
    ...personItems(profile, profile.relation, member !== undefined).filter(({ icon }) => !icon.endsWith('follow')),
    { icon: 'report' as const, words: words.relations.report(profile.handle), onChoose: report },
  ]
  return <Menu anchor={anchor} label={`@${profile.handle}`} items={items} onClose={onClose} />
}
