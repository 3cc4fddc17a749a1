import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

export type Request = { command: string /** Capacity units that it consumed. */; units: number }

type Capacity = { CapacityUnits?: number }

/** Records every request of a client, with the capacity units that DynamoDB charges for it. */
export function meter(client: DynamoDBClient): Request[] {
  const requests: Request[] = []
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } } as typeof args)
      const { ConsumedCapacity: consumed } = result.output as { ConsumedCapacity?: Capacity | Capacity[] }
      const units = [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
      requests.push({ command: String(context['commandName']).replace('Command', ''), units })
      return result
    },
    { step: 'initialize' },
  )
  return requests
}
