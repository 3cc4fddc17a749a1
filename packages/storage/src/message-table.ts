// The DynamoDB table of direct messages: what the stores, the move between them and the infrastructure must agree on. Its
// keys are those of the first Cruddur. docs/decisions/008 describes its items.

export const messageTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since 1970 after which DynamoDB may erase an item, hours later if it likes. Reads check `gone_at`. */
  timeToLive: 'expires_at',
} as const

/** The arguments of CreateTable and UpdateTimeToLive for such a table. */
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
