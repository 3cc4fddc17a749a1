import type { LeftMessages, MessageSource } from '@cruddur/message-stores/archive/message-source.port'
import type { MessageTarget } from '@cruddur/message-stores/archive/message-target.port'
import { comparedUntil, isComplete } from './compare-groups.ts'
import { createTally, type Tally } from './tally.ts'

export type Move = {
  from: MessageSource
  to: MessageTarget
  /** Everybody who could have messages, each once. */
  people: AsyncIterable<string>
  /** Leaves what was moved in the source as well. */
  keep: boolean
  /** Called after each person. */
  onProgress?: (tally: Tally) => void
  /** Stops between two groups. */
  signal?: AbortSignal | undefined
}

export type Moved = {
  /** What was read from the source, and what was found in the target. They are equal unless `differing` names a group. */
  source: Tally
  target: Tally
  /** Uuids of groups that did not arrive complete: they stay in the source. */
  differing: string[]
  /** What the source cannot give away, and why. It stays in the source, too. */
  left: LeftMessages[]
}

/**
 * Moves messages group by group: copies, reads back, compares, and only then removes. If it is stopped, run it again: it
 * does what is left, and compares what was moved already without writing it again. Nobody should write meanwhile.
 */
export async function moveMessages({ from, to, people, keep, onProgress, signal }: Move): Promise<Moved> {
  const [source, target] = [createTally(), createTally()]
  const differing: string[] = []
  for await (const person of people) {
    for await (const archived of from.groupsOf(person)) {
      signal?.throwIfAborted()
      const { group } = archived
      if (Date.parse(group.expires_at) <= Date.now()) {
        if (!keep) await from.remove(group)
        continue
      }
      const until = comparedUntil(Date.now())
      let found = await to.find(group.uuid)
      if (!found || !isComplete(found, archived, until)) {
        await to.restore(archived)
        found = await to.find(group.uuid)
      }
      source.addGroup(archived, archived, until)
      if (found) target.addGroup(found, archived, until)
      if (!found || !isComplete(found, archived, until)) differing.push(group.uuid)
      else if (!keep) await from.remove(group)
    }
    source.addPerson()
    target.addPerson()
    onProgress?.(source.read())
  }
  return { source: source.read(), target: target.read(), differing, left: (await from.left?.()) ?? [] }
}
