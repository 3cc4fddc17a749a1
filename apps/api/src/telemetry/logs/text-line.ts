import { styleText } from 'node:util'

const names: Record<number, string> = { 10: 'TRACE', 20: 'DEBUG', 30: 'INFO', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' }
const colours = { TRACE: 'gray', DEBUG: 'gray', INFO: 'green', WARN: 'yellow', ERROR: 'red', FATAL: 'red' } as const

type Line = { level: number; time: number; msg?: string; error?: { stack?: string }; [field: string]: unknown }

/**
 * A log line as text for people: `14:03:07.120 INFO request GET /api/activities/home 200 4 ms`. The numbers of the request and
 * of its trace follow where something went wrong, and the stack of an error gets lines of its own.
 */
export function textOf(json: string): string {
  const {
    level,
    time,
    msg = '',
    pid: _pid,
    hostname: _hostname,
    error,
    reqId,
    traceId,
    ...fields
  } = JSON.parse(json) as Line
  const name = names[level] ?? String(level)
  const { stack, ...details } = typeof error === 'object' && error ? error : { error }
  const shown = { ...fields, ...details, ...(level >= 40 && { reqId, traceId }) }
  const head = `${clockTime(time)} ${styleText(colours[name as keyof typeof colours] ?? 'red', name.padEnd(5))} ${msg}`
  return `${head}${isRequest(shown) ? requestWords(shown) : fieldWords(shown)}\n${stack ? `${stack}\n` : ''}`
}

const clockTime = (time: number) => {
  const at = new Date(time)
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0'))
  return `${parts.join(':')}.${String(at.getMilliseconds()).padStart(3, '0')}`
}

type RequestFields = { method: string; route?: string; status: number; ms: number }
const isRequest = (fields: object): fields is RequestFields => 'status' in fields && 'ms' in fields

const requestWords = ({ method, route = 'no such address', status, ms }: RequestFields) =>
  ` ${method} ${route} ${status} ${ms} ms`

const fieldWords = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('')
