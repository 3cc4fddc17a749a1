import { decideReport } from '@cruddur/contract/moderation/decisions'
import type { SealedReport } from '@cruddur/contract/moderation/open-reports'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call } from '../../client/call.ts'
import { useTime } from '../../client/clock/ticker.ts'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Age } from '../../time/Age.tsx'
import { timeLeftWords } from '../../time/words.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { words } from '../../words/words.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { moderationKey } from './moderation.queries.ts'

/** A report with its evidence, and what a moderator can do about it. */
export function ReportCard({ report }: { report: SealedReport }) {
  const client = useQueryClient()
  const headingId = useId()
  const [deciding, setDeciding] = useState(false)
  const w = words.moderation
  const dismiss = async () => {
    await call(decideReport, { uuid: report.uuid, burn: 'nothing', suspend: null })
    await client.invalidateQueries({ queryKey: [moderationKey] })
  }
  return (
    <li>
      <article className="report" aria-labelledby={headingId}>
        <h2 id={headingId}>
          {words.reports.reasons[report.reason]}{' '}
          <AppLink href={`/@${report.reported_handle}`}>{w.about(report.reported_handle)}</AppLink>
        </h2>
        <p className="hint">
          {report.reporter_handle === null ? w.reporterLeft : w.reportedBy(report.reporter_handle)} ·{' '}
          <Age since={report.created_at} />
        </p>
        {report.evidence === null ? (
          <p>{w.noEvidence}</p>
        ) : (
          <figure>
            <figcaption>{w.evidence}</figcaption>
            <blockquote dir="auto">{report.evidence}</blockquote>
          </figure>
        )}
        {report.note !== '' && (
          <figure>
            <figcaption>{w.note}</figcaption>
            <blockquote dir="auto">{report.note}</blockquote>
          </figure>
        )}
        <ul className="facts">
          {report.activity_uuid !== null && (
            <li>
              {report.activity_expires_at === null ? w.crudGone : <CrudEnd expiresAt={report.activity_expires_at} />}
            </li>
          )}
          <li>{w.moreReports(report.open_reports_count)}</li>
          {report.reported_is_suspended && <li className="tag">{w.isSuspended}</li>}
        </ul>
        <div className="report-actions">
          <ActionButton act={dismiss} failed={w.failed}>
            {w.dismiss}
          </ActionButton>
          <button type="button" className="button" onClick={() => setDeciding(true)}>
            {w.decide}
          </button>
        </div>
      </article>
      {deciding && <DecideDialog report={report} onClose={() => setDeciding(false)} />}
    </li>
  )
}

function CrudEnd({ expiresAt }: { expiresAt: string }) {
  const end = Date.parse(expiresAt)
  return useTime((now) =>
    end > now ? words.moderation.crudLives(timeLeftWords(end - now)) : words.moderation.crudGone,
  )
}
