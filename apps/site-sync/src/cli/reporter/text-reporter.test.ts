import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { measuresWords } from '../../model/amounts.ts'
import { createJsonReporter } from './json-reporter.ts'
import { pathWords } from './path-words.ts'
import { createTextReporter } from './text-reporter.ts'

it('says what a run took', () => {
  expect(measuresWords({ bytes: 28_421, requests: 1, seconds: 0.26 })).toBe('28.4 kB sent, 1 request, 0.3 s')
  expect(measuresWords({ bytes: 0, requests: 12_345, seconds: 61 })).toBe('0 B sent, 12,345 requests, 61.0 s')
})

it('tells programs numbers, and nothing of silent actions', () => {
  const stream = new PassThrough()
  const reporter = createJsonReporter(stream, { silent: ['no_change'] })
  reporter.change({ path: 'a', action: 'no_change' })
  reporter.change({ path: 'b', action: 'delete' })
  reporter.summary('Done:', { delete: 1 }, { bytes: 5, requests: 2, seconds: 0.5 })
  reporter.end()
  const lines = String(stream.read()).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { type: 'change', path: 'b', action: 'delete' },
    { type: 'summary', title: 'Done', counts: { delete: 1 }, bytes: 5, requests: 2, seconds: 0.5 },
  ])
})

it('names a file as one would type it', () => {
  expect(pathWords('/site/plans/a.json', '/site')).toBe('plans/a.json')
  expect(pathWords('/elsewhere/a.json', '/site')).toBe('/elsewhere/a.json')
})

it('takes no answer after the signal, also when it comes while the question is being put', async () => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const streams = { stdin, stdout, stderr } as unknown as Parameters<typeof createTextReporter>[0]
  const reporter = createTextReporter(streams, { silent: [], color: false })
  const stop = new AbortController()
  const asked = reporter.ask('Go on?', stop.signal)
  stop.abort()
  expect(await asked).toBe(false)
  expect(String(stdout.read())).toContain('Go on?')
})
