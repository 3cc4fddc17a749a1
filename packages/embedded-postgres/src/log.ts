/** Where to report what happens to the database. `console` is one, and so is a logger of pino. */
export type Log = { info(message: string): void; warn(message: string): void; error(message: string): void }
