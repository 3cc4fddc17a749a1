import { overlay, type PersonName } from '../../navigation/overlay.ts'
import type { Relation } from '../../people/relation.queries.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { words } from '../../words/words.ts'
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
    words: following ? words.relations.unfollow(handle) : words.relations.follow(handle),
    onChoose: () => (isMember ? follow(handle, !following) : invite(words.relations.toFollow(handle))),
  }
  const muteItem: MenuItem = {
    icon: muted ? 'unmute' : 'mute',
    words: muted ? words.relations.unmute(handle) : words.relations.mute(handle),
    onChoose: () => (isMember ? mute(handle, !muted) : invite(words.relations.toMute(handle))),
  }
  const blockItem: MenuItem = {
    icon: 'block',
    words: blocked ? words.relations.unblock(handle) : words.relations.block(handle),
    grave: !blocked,
    onChoose: () => {
      if (!isMember) invite(words.relations.toBlock(handle))
      else if (blocked) unblock(handle)
      else overlay.set({ kind: 'block', person })
    },
  }
  return blocked ? [blockItem] : [followItem, muteItem, blockItem]
}
