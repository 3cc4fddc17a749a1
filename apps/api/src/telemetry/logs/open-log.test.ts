import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { openLog } from './open-log.ts'
import { createRequestLines } from './request-lines.ts'

/** What a log writes as text for people, without colours. */
function textOf(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = []
  write(openLog({ level: 'trace', format: 'text' }, null, (line) => void lines.push(stripVTControlCharacters(line))))
  return lines.join('').replaceAll(/\d\d:\d\d:\d\d\.\d{3}/g, 'TIME')
}

it('is lines for people where the settings say so', () => {
  const text = textOf((log) => {
    const request = log.child({ reqId: 'request-1', traceId: 'trace-1' })
    request.info({ method: 'GET', route: '/api/trends', status: 200, ms: 4 }, 'request')
    request.info({ method: 'GET', status: 404, ms: 1 }, 'request')
    log.warn('MODERATORS is not set')
    request.error(
      { error: { name: 'TypeError', message: 'x is not a function', stack: '    at f (a.ts:1:2)' } },
      'request failed',
    )
    log.debug({ rows: 3, table: 'activities' }, 'erased')
  })
  expect(text).toBe(`TIME INFO  request GET /api/trends 200 4 ms
TIME INFO  request GET no such address 404 1 ms
TIME WARN  MODERATORS is not set
TIME ERROR request failed name=TypeError message=x is not a function reqId=request-1 traceId=trace-1
    at f (a.ts:1:2)
TIME DEBUG erased rows=3 table=activities
`)
})

it('is a line of JSON for each event otherwise, and keeps errors of libraries free of what they quote', () => {
  const lines: string[] = []
  const log = openLog({ level: 'info', format: undefined }, null, (line) => void lines.push(line))
  log.error({ err: new Error('"canary" is wrong', { cause: new Error('canary') }) }, 'failed')
  expect(JSON.parse(lines[0] as string)).toMatchObject({ level: 50, msg: 'failed', err: { message: '"…" is wrong' } })
  expect(lines.join('')).not.toContain('canary')
})

it.each(['/api/activities/home', '/"quoted"', undefined])(
  'writes the line of a request to %j as pino does',
  (route) => {
    const lines: string[] = []
    const log = openLog({ level: 'info', format: 'json' }, null, (line) => void lines.push(line))
    const ids = { reqId: '0af76519-16cd-43dd-8448-eb211c80319c', traceId: '0af7651916cd43dd8448eb211c80319c' }
    for (const method of ['GET', 'PO"ST']) {
      const fields = { method, route, status: 200, ms: 4 }
      log.info({ ...ids, ...fields }, 'request')
      createRequestLines(log)?.(ids, fields)
      const [usual, ours] = lines.splice(0).map((line) => line.replace(/"time":\d+/, '"time":0'))
      expect(ours).toBe(usual)
    }
  },
)

it('writes no line of a request where the level leaves it out', () => {
  expect(createRequestLines(openLog({ level: 'warn', format: 'json' }, null, () => {}))).toBeNull()
})

it('shows each error line to whoever reports them, and no other', () => {
  const seen: unknown[] = []
  const log = openLog(
    { level: 'info', format: 'json' },
    (...line) => void seen.push(line),
    () => {},
  )
  log.warn({ a: 1 }, 'a warning')
  log.child({ reqId: 'r' }).error({ a: 1 }, 'an error')
  log.fatal('the end')
  expect(seen).toEqual([
    [{ a: 1 }, 'an error', { reqId: 'r' }, false],
    [{}, 'the end', {}, true],
  ])
})
