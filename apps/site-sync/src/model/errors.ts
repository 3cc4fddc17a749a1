/** Exit codes, as the README lists them. */
export const exitCodes = { done: 0, failure: 1, usage: 2, refused: 3 }

/** The command line, a setting or a file of settings is not right: exit code 2. Nothing was done. */
export class UsageError extends Error {}

/** A guard says no, or nobody said yes: exit code 3. Nothing was changed, unless the message says what. */
export class Refusal extends Error {}

/** The run was told to stop before it was done: exit code 1. */
export class Interrupted extends Error {}
