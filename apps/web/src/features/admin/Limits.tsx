import type { ServerMetrics } from '@cruddur/contract/admin/metrics'
import { words } from '../../words/words.ts'
import { formatAmount } from './amounts.ts'
import { NumberTable } from './Numbers.tsx'

/** How often requests may come before they are refused. */
export function Limits({ limits }: { limits: ServerMetrics['limits'] }) {
  const w = words.moderation
  return (
    <>
      <h2>{w.limits}</h2>
      <NumberTable
        caption={w.limitsCaption}
        heads={w.limitHeads}
        rows={limits.map(({ name, max, seconds }) => [
          w.limitNames[name],
          formatAmount(max, 'count'),
          formatAmount(seconds, 'seconds'),
        ])}
      />
    </>
  )
}
