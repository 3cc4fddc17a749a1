/** The port on which a task serves. */
export const apiPort = 4567

export const postgresPort = 5432

/** Mail over TLS from the first byte. */
export const smtpsPort = 465
