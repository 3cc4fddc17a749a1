import {
  errorNames,
  maxFrames,
  reportWebError,
  scriptPath,
  type WebFrame,
} from '@cruddur/contract/error-reports/error-reports'
import { pageKind, withoutWords } from '@cruddur/contract/error-reports/without-words'
import { call } from '../../client/call.ts'
import { lastTraceId } from '../../client/traceparent.ts'

/** Different faults that one page reports. A page that fails all the time says so once. */
const maxReports = 10

const reported = new Set<string>()

/** Reports a fault once, without words that people wrote: those never leave the page. */
export async function sendReport(fault: unknown): Promise<void> {
  const error = fault instanceof Error ? fault : new Error('not an error')
  const frames = framesOf(error.stack)
  const name = errorNames.find((known) => known === error.name) ?? errorNames[0]
  const message = withoutWords(error.message)
  const key = JSON.stringify([name, message, frames[0]])
  if (error.name === 'AbortError' || reported.has(key) || reported.size >= maxReports) return
  reported.add(key)
  const report = { name, message, frames, page: pageKind(location.pathname), trace_id: lastTraceId() }
  await call(reportWebError, report).catch(() => undefined)
}

/** Chromium: `at f (https://host/assets/app.js:1:2)`; Firefox and Safari: `f@https://host/assets/app.js:1:2`. */
const stackLine = /(https?:\/\/[^\s()@]+):(\d+):(\d+)\)?$/

function framesOf(stack = ''): WebFrame[] {
  const frames = stack.split('\n').flatMap((text) => {
    const [, url, line, column] = stackLine.exec(text) ?? []
    const file = url ? new URL(url).pathname.slice(1) : ''
    return scriptPath.test(file) ? [{ file, line: Number(line), column: Number(column) }] : []
  })
  return frames.slice(0, maxFrames)
}
