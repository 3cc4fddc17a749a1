import type { Group } from '../messages.port.ts'
import { required, S } from './items.ts'
import { livingIn } from './read.ts'
import type { Key, Table } from './table.ts'

/** Items that the first query reads. Later ones read more. People mostly burn what they have just sent. */
const itemsPerQuery = 25

/**
 * Deletes a living message that the member sent. False if there is none. Its key begins with its time, which the uuid does
 * not tell, so that it is looked for, the newest first. If it was the latest, the next reader of an inbox moves the group.
 */
export async function burn(table: Table, { uuid, member }: Group, message: string, now: number): Promise<boolean> {
  const living = livingIn(uuid, now)
  const ofMember = {
    ...living,
    FilterExpression: `${living.FilterExpression} AND #from = :member`,
    ProjectionExpression: 'pk, sk',
    ExpressionAttributeNames: { '#from': 'from' },
    ExpressionAttributeValues: { ...living.ExpressionAttributeValues, ':member': S(member) },
  }
  for await (const { items } of table.pages({ ...ofMember, Limit: itemsPerQuery })) {
    // DynamoDB filters by no attribute of the key.
    const found = items.find((item) => required(item, 'sk').endsWith(`#${message}`))
    if (!found) continue
    await table.deleteAll([found as Key])
    return true
  }
  return false
}
