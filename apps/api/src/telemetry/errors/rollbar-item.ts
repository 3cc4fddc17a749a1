import { randomUUID } from 'node:crypto'
import { type ErrorReport, fingerprintOf } from './error-report.ts'

/**
 * What Rollbar takes (https://docs.rollbar.com/reference/create-item).
 *
 * @param occurrences how many times it happened since it was last reported
 */
export function rollbarItem(
  report: ErrorReport,
  { release, environment, occurrences }: { release: string; environment: string; occurrences: number },
) {
  const { source, level, kind, message, frames, place, requestId, traceId } = report
  const trace = {
    // Rollbar wants the innermost call last.
    frames: frames
      .map(({ file, method, line, column }) => ({ filename: file, method, lineno: line, colno: column }))
      .reverse(),
    exception: { class: kind, message },
  }
  return {
    data: {
      environment,
      body: frames.length > 0 ? { trace } : { message: { body: message || kind } },
      level,
      timestamp: Math.floor(Date.now() / 1_000),
      code_version: report.release ?? release,
      platform: source === 'web' ? 'browser' : 'node',
      language: 'javascript',
      context: place,
      title: `${kind}: ${message}`.slice(0, 255),
      fingerprint: fingerprintOf(report),
      uuid: randomUUID(),
      custom: { occurrences, request_id: requestId, trace_id: traceId },
      notifier: { name: 'cruddur', version: release },
    },
  }
}
