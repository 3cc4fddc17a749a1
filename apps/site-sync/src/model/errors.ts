/** The command line, a setting or a file of settings is wrong: exit code 2. Nothing was done. */
export class UsageError extends Error {}

/** A guard refused the run, or nobody confirmed it: exit code 3. Nothing was changed. */
export class Refusal extends Error {}

/** The signal stopped the run before its end: exit code 1. */
export class Interrupted extends Error {}

/** The run had to stop after its first change, because a file or the lock changed: exit code 1. Run again to go on. */
export class Unfinished extends Error {}
