import type { TableDescription, TimeToLiveDescription } from '@aws-sdk/client-dynamodb'
import { messageTable } from '@cruddur/storage/message-table'

export type TableState = {
  /** Null if there is none. */
  table: TableDescription | null
  timeToLive: TimeToLiveDescription | undefined
  /** Whether point-in-time recovery is on. Unknown in an emulator without it, or without the right to read it. */
  recovery: 'on' | 'off' | 'unknown'
}

export type Finding = { isRight: boolean; words: string }

/** The keys in order, each with its type, such as `pk:S,sk:S`. */
export function keysOf({ table }: Pick<TableState, 'table'>): string {
  const types = new Map(table?.AttributeDefinitions?.map((each) => [each.AttributeName, each.AttributeType]))
  return (table?.KeySchema ?? []).map(({ AttributeName: name }) => `${name}:${types.get(name)}`).join()
}

const create = 'npm run messages:table -- create'
const ourKeys = `${messageTable.partitionKey}:S,${messageTable.sortKey}:S`

/** Whether the table can hold our messages. */
export function hasOurKeys(state: Pick<TableState, 'table'>): boolean {
  return keysOf(state) === ourKeys
}

/** Whether the table erases what has expired, or is about to. */
export function isErasing({ timeToLive }: Pick<TableState, 'timeToLive'>): boolean {
  const isOn = timeToLive?.TimeToLiveStatus?.startsWith('ENABL') ?? false
  return isOn && timeToLive?.AttributeName === messageTable.timeToLive
}

/** The attribute that the table erases by, if it is not ours. It has to be turned off there first. */
export function otherTimeToLive({ timeToLive }: Pick<TableState, 'timeToLive'>): string | null {
  const isOff = timeToLive?.TimeToLiveStatus === 'DISABLED'
  const name = isOff ? undefined : timeToLive?.AttributeName
  return name && name !== messageTable.timeToLive ? name : null
}

/** Everything that matters of the table of messages, each right or wrong and what to do about it. */
export function findingsOf(name: string, state: TableState, wanted: { recovery: boolean }): Finding[] {
  const { table, recovery } = state
  if (!table) return [{ isRight: false, words: `${name} does not exist: ${create} makes it` }]
  const finding = (isRight: boolean, right: string, wrong: string) => ({ isRight, words: isRight ? right : wrong })
  return [
    finding(true, `${name} exists${table.TableArn ? `: ${table.TableArn}` : ''}`, ''),
    finding(
      hasOurKeys(state),
      'keys: pk and sk, both text',
      `keys: ${keysOf(state)}. They cannot be changed, and ${ourKeys} is needed: choose another name`,
    ),
    finding(
      isErasing(state),
      `time to live: on the attribute ${messageTable.timeToLive}`,
      timeToLiveProblem(otherTimeToLive(state)),
    ),
    finding(
      table.DeletionProtectionEnabled === true,
      'deletion protection: on',
      `deletion protection: off. ${create} turns it on`,
    ),
    finding(
      table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST',
      'capacity: on demand',
      'capacity: provisioned, so requests beyond it fail. Switch the table to on demand',
    ),
    recoveryFinding(recovery, wanted.recovery),
  ]
}

function timeToLiveProblem(other: string | null): string {
  const remedy = other ? `Turn off the one on ${other}, then run ${create}` : `${create} turns it on`
  return `time to live: not on the attribute ${messageTable.timeToLive}, so nothing would be erased. ${remedy}`
}

function recoveryFinding(state: TableState['recovery'], wanted: boolean): Finding {
  if (state === 'unknown') return { isRight: !wanted, words: 'point-in-time recovery: cannot be read here' }
  const isRight = (state === 'on') === wanted
  const copies = 'AWS keeps copies of messages for up to 35 days after they are gone'
  if (state === 'on') return { isRight, words: `point-in-time recovery: on. ${copies}` }
  return { isRight, words: `point-in-time recovery: off${wanted ? ', and wanted' : ''}` }
}
