import { METHODS } from 'node:http'
import type { FastifyBaseLogger } from 'fastify'
import { type Logger, symbols } from 'pino'

/** Of one request. Both are hexadecimal digits and dashes. */
export type RequestIds = { reqId: string; traceId: string }
/** `route` is undefined for what matched no route. */
export type RequestFields = { method: string; route: string | undefined; status: number; ms: number }

/** What a logger of pino keeps for every line: where lines go, and the fields that all of them have. */
type Insides = { [symbols.streamSym]: { write(line: string): void }; [symbols.chindingsSym]: string }

const methods = new Set(METHODS)

/**
 * Writes the line that every request has. It is the same text that `log.info(fields, 'request')` writes, for a third of the time: its
 * fields are known, and hardly any of their values needs escaping.
 *
 * @returns null if the level leaves out such lines
 */
export function createRequestLines(log: FastifyBaseLogger): ((ids: RequestIds, fields: RequestFields) => void) | null {
  const logger = log as Logger & Insides
  if (!logger.isLevelEnabled('info')) return null
  const stream = logger[symbols.streamSym]
  const routes = new Map<string | undefined, string>([[undefined, '']])

  /** Routes are written in the source, so there are few. */
  function fieldOf(route: string | undefined): string {
    const known = routes.get(route)
    if (known !== undefined) return known
    const field = `,"route":${JSON.stringify(route)}`
    routes.set(route, field)
    return field
  }

  return ({ reqId, traceId }, { method, route, status, ms }) => {
    const name = methods.has(method) ? `"${method}"` : JSON.stringify(method)
    stream.write(
      `{"level":30,"time":${Date.now()}${logger[symbols.chindingsSym]},"reqId":"${reqId}","traceId":"${traceId}",` +
        `"method":${name}${fieldOf(route)},"status":${status},"ms":${ms},"msg":"request"}\n`,
    )
  }
}
