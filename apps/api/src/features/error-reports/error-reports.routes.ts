import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/error-reports/error-reports'
import { pageKind, withoutWords } from '@cruddur/contract/error-reports/without-words'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { type Moderation, moderatorOf } from '../../moderators/moderator-of.ts'
import { type ErrorReport, fingerprintOf } from '../../telemetry/errors/error-report.ts'
import type { ErrorReports } from '../../telemetry/errors/error-reports.ts'

const done = { success: true } as const

export type ErrorReportsRoutesPorts = {
  errorReports: ErrorReports | null | undefined
  moderation: Moderation
}

/** The web app sends its errors to our server, because our pages contact no third party. */
export function errorReportsRoutes(app: FastifyInstance, { errorReports, moderation }: ErrorReportsRoutesPorts): void {
  route(app, contract.reportWebError, ({ name, message, page, frames, trace_id }, { request }) => {
    const report: ErrorReport = {
      source: 'web',
      level: 'error',
      kind: name,
      // Anybody can send anything, whatever our own pages leave out.
      message: withoutWords(message),
      place: pageKind(page),
      frames,
      requestId: request.id,
      traceId: trace_id,
    }
    const fingerprint = fingerprintOf(report)
    request.log.warn({ page: report.place, message: report.message, fingerprint }, 'the web app failed')
    errorReports?.report(report)
    return done
  })

  route(
    app,
    contract.testRollbar,
    (_input, { request }) => {
      if (!errorReports) throw new AppError('not_found')
      const place = `${contract.testRollbar.method} ${contract.testRollbar.path}`
      const test = { source: 'server', level: 'warning', kind: 'Test', message: 'Hello World!' } as const
      errorReports.report({ ...test, frames: [], place, requestId: request.id })
      return done
    },
    { authorize: ({ caller }) => moderatorOf(moderation, caller) },
  )
}
