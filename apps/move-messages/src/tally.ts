import type { Archived } from '@cruddur/message-stores/archive/archived-group'
import { hashOf, linesOf } from './compare-groups.ts'

export type Tally = {
  people: number
  groups: number
  messages: number
  /** Over everything compared, independent of its order: the SHA-256 of each group, XORed. */
  sum: string
}

/** Counts and sums up what was read from one of the two stores. */
export function createTally() {
  const count = { people: 0, groups: 0, messages: 0 }
  const sum = Buffer.alloc(32)

  function addGroup({ messages }: Archived, moved: Archived, until: string): void {
    const lines = linesOf(messages, moved.messages, until)
    count.groups++
    count.messages += lines.length
    for (const [at, byte] of Buffer.from(hashOf([moved.group.uuid, ...lines]), 'hex').entries()) {
      sum.writeUInt8(sum.readUInt8(at) ^ byte, at)
    }
  }

  function addPerson(): void {
    count.people++
  }

  function read(): Tally {
    return { ...count, sum: sum.toString('hex') }
  }

  return { addGroup, addPerson, read }
}
