import { useInfiniteQuery } from '@tanstack/react-query'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'
import { reportsQuery } from './moderation.queries.ts'
import { PagedList } from './PagedList.tsx'
import { ReportCard } from './ReportCard.tsx'

/** Open reports, the oldest first. */
export function Reports() {
  return (
    <PagedList
      query={useInfiniteQuery(reportsQuery)}
      label={words.moderation.reportList}
      row={(report) => <ReportCard key={report.uuid} report={report} />}
    >
      <Notice heading={words.moderation.noReports}>
        <p>{words.moderation.noReportsBody}</p>
      </Notice>
    </PagedList>
  )
}
