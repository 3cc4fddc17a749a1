/**
 * A reason why PostgreSQL does not start that a person can put right.
 *
 * - `directory`: the data directory cannot be used, is in use, or its disk is full.
 * - `machine`: this machine cannot run the PostgreSQL from npm.
 */
export class EmbeddedPostgresError extends Error {
  readonly subject: 'directory' | 'machine'

  constructor(subject: 'directory' | 'machine', problem: string, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'EmbeddedPostgresError'
    this.subject = subject
  }
}
