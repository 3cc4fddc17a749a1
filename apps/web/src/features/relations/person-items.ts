import { overlay, type PersonName } from '../../navigation/overlay.ts'
import type { Relation } from '../../people/relation.queries.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { unblock } from './block.ts'
import { follow } from './follow.ts'
import { mute } from './mute.ts'

const invite = (to: string): void => overlay.set({ kind: 'invitation', to })

/** The menu items about a person. `relation` is undefined while it is not known, and for a visitor. */
export function personItems(person: PersonName, relation: Relation | undefined, isMember: boolean): MenuItem[] {
  const { handle } = person
  const { following = false, muted = false, blocked = false } = relation ?? {}
  const followItem: MenuItem = {
    icon: following ? 'unfollow' : 'follow',
    words: following ? `Unfollow @${handle}` : `Follow @${handle}`,
    onChoose: () => (isMember ? follow(handle, !following) : invite(`follow @${handle}`)),
  }
  const muteItem: MenuItem = {
    icon: muted ? 'unmute' : 'mute',
    words: muted ? `Unmute @${handle}` : `Mute @${handle}`,
    onChoose: () => (isMember ? mute(handle, !muted) : invite(`mute @${handle}`)),
  }
  const blockItem: MenuItem = {
    icon: 'block',
    words: blocked ? `Unblock @${handle}` : `Block @${handle}`,
    grave: !blocked,
    onChoose: () => {
      if (!isMember) invite(`block @${handle}`)
      else if (blocked) unblock(handle)
      else overlay.set({ kind: 'block', person })
    },
  }
  return blocked ? [blockItem] : [followItem, muteItem, blockItem]
}
