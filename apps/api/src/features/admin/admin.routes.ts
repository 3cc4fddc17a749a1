import { showMetrics } from '@cruddur/contract/admin/metrics'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { type Moderation, moderatorOf } from '../../moderators/moderator-of.ts'
import { type MetricsSource, serverMetrics } from './server-metrics.ts'

export function adminRoutes(
  app: FastifyInstance,
  { moderation, ...source }: MetricsSource & { moderation: Moderation },
) {
  route(app, showMetrics, () => serverMetrics(source), {
    authorize: ({ caller }) => moderatorOf(moderation, caller),
  })
}
