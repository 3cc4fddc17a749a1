import { createHash } from 'node:crypto'
import type { Archived, ArchivedGroup, MessageArchive } from './message-archive.port.ts'
import type { Message } from './messages.port.ts'

export type Tally = {
  people: number
  groups: number
  messages: number /** Of all that was compared, in any order: the SHA-256 of each group, one XOR the other. */
  sum: string
}

export type Moved = {
  /** As read from where they were, and as found where they are now. Equal, or `differing` says where not. */
  source: Tally
  target: Tally
  /** Groups that are not all there: they were left where they were. */
  differing: string[]
}

export type Move = {
  from: MessageArchive
  to: MessageArchive
  /** Everybody who could have messages, each once. */
  people: AsyncIterable<string>
  /** Leaves what was moved where it was, too. */
  keep: boolean
  /** Called after each person. */
  onProgress?: (tally: Tally) => void
  /** Stops between two groups. */
  signal?: AbortSignal | undefined
}

/** Milliseconds. What goes within this time may be in the one store, and no more in the other, when they are compared. */
const margin = 60_000

/**
 * Moves messages group by group: copies, reads back, compares, and only then removes. Stopped anywhere, it is begun again
 * and does what is left; what is there already is compared and not written again. Nobody should be writing meanwhile.
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
      const cut = new Date(Date.now() + margin).toISOString()
      let there = await to.find(group.uuid)
      if (!there || !isAllIn(archived, there, cut)) {
        await to.restore(archived)
        there = await to.find(group.uuid)
      }
      source.add(archived, archived, cut)
      if (there) target.add(there, archived, cut)
      if (!there || !isAllIn(archived, there, cut)) differing.push(group.uuid)
      else if (!keep) await from.remove(group)
    }
    source.person()
    target.person()
    onProgress?.(source.tally())
  }
  return { source: source.tally(), target: target.tally(), differing }
}

/** What is compared of a group: those of its messages that were moved and are not about to go. */
const linesOf = (messages: Message[], moved: Message[], cut: string): string[] => {
  const uuids = new Set(moved.map(({ uuid }) => uuid))
  return messages
    .filter(({ uuid, expires_at }) => uuids.has(uuid) && expires_at > cut)
    .map(({ uuid, from, text, created_at, expires_at }) => JSON.stringify([uuid, from, text, created_at, expires_at]))
    .sort()
}

const sumOf = (lines: string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')

/** Whether all of a group is in another store: its messages by count and hash, and nothing agreed on taken back. */
function isAllIn({ group, messages }: Archived, there: Archived, cut: string): boolean {
  const [here, found] = [linesOf(messages, messages, cut), linesOf(there.messages, messages, cut)]
  return here.length === found.length && sumOf(here) === sumOf(found) && keepsTo(there.group, group)
}

const keepsTo = (there: ArchivedGroup, group: ArchivedGroup): boolean =>
  there.one === group.one &&
  there.other === group.other &&
  there.lifetime <= group.lifetime &&
  (there.one_read_at ?? '') >= (group.one_read_at ?? '') &&
  (there.other_read_at ?? '') >= (group.other_read_at ?? '') &&
  there.expires_at >= group.expires_at

function createTally() {
  const count = { people: 0, groups: 0, messages: 0 }
  const sum = Buffer.alloc(32)
  return {
    add({ messages }: Archived, moved: Archived, cut: string): void {
      const lines = linesOf(messages, moved.messages, cut)
      count.groups++
      count.messages += lines.length
      for (const [at, byte] of Buffer.from(sumOf([moved.group.uuid, ...lines]), 'hex').entries()) {
        sum.writeUInt8(sum.readUInt8(at) ^ byte, at)
      }
    },
    person: () => void count.people++,
    tally: (): Tally => ({ ...count, sum: sum.toString('hex') }),
  }
}
