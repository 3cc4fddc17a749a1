import type { LeftMessages } from '@cruddur/message-stores/archive/message-source.port'
import type { Moved } from './move-messages.ts'
import type { Arguments } from './read-arguments.ts'
import type { Tally } from './tally.ts'

/** Prints what was moved, and what was not and why. @returns the exit code */
export function report({ from, to, keep }: Arguments, { source, target, differing, left }: Moved): number {
  console.log(`${from}: ${describe(source)}`)
  console.log(`${to}: ${describe(target)}`)
  for (const reason of left) console.error(`NOT MOVED, left where they were: ${describeLeft(reason)}`)
  if (differing.length > 0) {
    const groups = `${differing.length} groups`
    console.error(`NOT EQUAL, left where they were: ${groups}. Is somebody writing, or is an account gone?`)
  }
  if (left.length > 0 || differing.length > 0) return 1
  if (source.groups === 0) console.log(`There was nothing to move: ${from} has none.`)
  else console.log(keep ? 'Equal. Both have them.' : `Equal. ${from} has them no more.`)
  return 0
}

function describe({ groups, messages, sum }: Tally): string {
  return `${messages} messages in ${groups} groups, sha256 ${sum}`
}

const why: Record<LeftMessages['reason'], string> = {
  unknown_people:
    'of people who are not here. `npm run import:original` brings them, unless they are here with another uuid',
  stranger: 'by somebody who is not one of the two people of the conversation',
  to_oneself: 'that somebody wrote to themselves, which is not possible here',
  unreadable: 'without a time, a uuid, a sender or a text that can be kept',
  no_list: 'in a conversation that is in nobody’s list',
}

function describeLeft({ reason, messages, people }: LeftMessages): string {
  const who = people > 0 ? ` (${people} people)` : ''
  return `${messages} messages ${why[reason]}${who}.`
}
