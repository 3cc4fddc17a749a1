// The DynamoDB table of direct messages: what the API, the migration and the infrastructure must agree on. Its keys are the
// original's. What is in it is said in docs/decisions/008.

export const messageTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since 1970 after which DynamoDB may erase an item. It takes its time: who reads looks at `gone_at` as well. */
  timeToLive: 'expires_at',
} as const

/** What makes such a table, as CreateTable and UpdateTimeToLive want it. */
export const messageTableDefinition = (name: string) =>
  ({
    table: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: messageTable.partitionKey, AttributeType: 'S' },
        { AttributeName: messageTable.sortKey, AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: messageTable.partitionKey, KeyType: 'HASH' },
        { AttributeName: messageTable.sortKey, KeyType: 'RANGE' },
      ],
    },
    timeToLive: {
      TableName: name,
      TimeToLiveSpecification: { AttributeName: messageTable.timeToLive, Enabled: true },
    },
  }) as const
