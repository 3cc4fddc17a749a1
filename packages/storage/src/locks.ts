/**
 * Every number of an advisory lock, of which PostgreSQL has one space for a whole database. A test holds migrations and
 * sources to this list. Migrations cannot import it and repeat their numbers.
 */
export const locks = {
  /** Servers that start together migrate one after the other. */
  migrate: 4_567_001,
  /** Test databases are cloned one at a time: nobody else may be connected to the template. */
  testDatabase: 4_567_002,
  /** Held by the transaction that notifies the servers of new events (006-stream.sql). */
  wakeStreams: 4_567_003,
  /** With a key for each pair of people: what they do to each other, and their blocks (004-relations.sql). */
  pair: 4_567_004,
  /** With the hash of a subject: creating the row in `users`, and deleting the account. */
  account: 4_567_005,
  /** Accounts are deleted one at a time. */
  deletions: 4_567_006,
  /** Of several servers, one sweeps the disk at a time. */
  diskSweep: 4_567_007,
  /** The import of the first Cruddur's people and cruds runs once at a time. */
  importOriginal: 4_567_022,
  /** Of several servers, one writes the log of destroyed keys at a time. */
  receipts: 4_567_039,
} as const
