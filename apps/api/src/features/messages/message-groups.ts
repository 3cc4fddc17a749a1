import type { MessageGroupItem } from '@cruddur/contract/messages'
import type { GroupInList } from '@cruddur/message-stores/messages.port'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Caller } from '../../http/caller.ts'
import { selectPresent } from './members.store.ts'
import { type MessagePorts, memberOf } from './membership.ts'
import { hiddenAs, shownInList } from './shown.ts'

/** A group with the position of its latest message. */
type Listed = ListPosition & { item: MessageGroupItem; hidden?: true }

/**
 * The caller's groups: one more than the page has, if there are more. Groups behind a block are skipped, so that neither a
 * short page nor a link reveals them.
 */
export async function listMessageGroups({ db, messages }: MessagePorts, caller: Caller, page: Page): Promise<Listed[]> {
  const me = await memberOf(db, caller)
  const shown: Listed[] = []
  let after = page.after
  for (;;) {
    const limit = page.limit + 1 - shown.length
    const found = await messages.listGroups(me.uuid, { limit, after })
    shown.push(...(await withNames(found)))
    const last = found.at(-1)
    if (!last || found.length < limit || shown.length > page.limit) return shown
    after = positionOf(last)
  }

  async function withNames(found: GroupInList[]) {
    const people = await selectPresent(
      db,
      found.map(({ group }) => group.person),
      caller.sub,
    )
    const byUuid = new Map(people.map((person) => [person.uuid, person]))
    return found.flatMap((group) => {
      const person = byUuid.get(group.group.person)
      return person ? [{ item: shownInList(group, person), ...positionOf(group), ...hiddenAs(group.message) }] : []
    })
  }
}

const positionOf = ({ message }: GroupInList): ListPosition => ({ at: message.created_at, uuid: message.uuid })
