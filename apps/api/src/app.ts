import { endpoints } from '@cruddur/contract/endpoints'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Messages } from '@cruddur/message-stores/messages.port'
import type { Listener } from '@cruddur/storage/listener'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Pools } from './adapters.ts'
import { createAdmission } from './admission/admission.ts'
import { limitSockets } from './admission/socket-limits.ts'
import type { Config } from './config/config.ts'
import { accountRoutes } from './features/account/account.routes.ts'
import { activitiesRoutes } from './features/activities/activities.routes.ts'
import { burnBeforeRoutes } from './features/activities/burn-before.routes.ts'
import { oneMinuteRoutes } from './features/activities/one-minute.routes.ts'
import { adminRoutes } from './features/admin/admin.routes.ts'
import { apiDocsRoutes } from './features/api-docs/api-docs.routes.ts'
import { completionRoutes } from './features/completion/completion.routes.ts'
import { errorReportsRoutes } from './features/error-reports/error-reports.routes.ts'
import { feedsRoutes } from './features/feeds/feeds.routes.ts'
import { healthRoutes } from './features/health/health.routes.ts'
import { htmlShellRoutes } from './features/html-shell/html-shell.routes.ts'
import { readApiOrigin } from './features/html-shell/html-shell.ts'
import type { Identity } from './features/identity/identity.port.ts'
import { identityRoutes } from './features/identity/identity.routes.ts'
import { checkOwnPassword } from './features/identity/password.ts'
import { messagesRoutes } from './features/messages/messages.routes.ts'
import { sentMessages } from './features/messages/sent-messages.ts'
import { moderationRoutes } from './features/moderation/moderation.routes.ts'
import { serverRoutes } from './features/moderation/server.routes.ts'
import { mutedWordsRoutes } from './features/muted-words/muted-words.routes.ts'
import { notificationsRoutes } from './features/notifications/notifications.routes.ts'
import { selectUnreadCount } from './features/notifications/notifications.store.ts'
import { preferencesRoutes } from './features/preferences/preferences.routes.ts'
import { proofRoutes } from './features/proof/proof.routes.ts'
import { proofFacts } from './features/proof/proof-facts.ts'
import { pushRoutes } from './features/push/push.routes.ts'
import { reactionsRoutes } from './features/reactions/reactions.routes.ts'
import { receiptsRoutes } from './features/receipts/receipts.routes.ts'
import { peopleRoutes } from './features/relations/people.routes.ts'
import { relationsRoutes } from './features/relations/relations.routes.ts'
import { reportsRoutes } from './features/reports/reports.routes.ts'
import { searchRoutes } from './features/search/search.routes.ts'
import { createRecentPosition } from './features/stream/recent-position.ts'
import { sendPosition } from './features/stream/reply-position.ts'
import { streamRoutes } from './features/stream/stream.routes.ts'
import { trendsRoutes } from './features/trends/trends.routes.ts'
import { usersRoutes } from './features/users/users.routes.ts'
import { createFirstPages } from './first-pages.ts'
import { collectAllowedMethods } from './http/allowed-methods.ts'
import { identifyCallers } from './http/caller.ts'
import { replyWithErrors } from './http/error-handler.ts'
import { parseJsonBodies } from './http/json-body.ts'
import { logRequests } from './http/log-requests.ts'
import { headersOfReplies, setSecurityHeaders } from './http/security-headers.ts'
import { serverOptions } from './http/server-options.ts'
import { createKeptReplies } from './kept-replies/kept-replies.ts'
import { refuseDuringBacklog } from './retention/backlog.ts'
import type { ErrorReports } from './telemetry/errors/error-reports.ts'
import type { History } from './telemetry/metrics/history.ts'
import type { Metrics } from './telemetry/metrics/metrics.ts'
import { measureRequests } from './telemetry/metrics/request-metrics.ts'
import { traceRequests } from './telemetry/tracing/request-spans.ts'
import type { Tracing } from './telemetry/tracing/tracing.ts'

export type Ports = Pools & {
  identity: Identity
  messages: Messages
  /** Seals and opens what people wrote. */
  keys: KeyRing
  /** Is notified of new events for streams. */
  listener: Listener
  log: FastifyBaseLogger
  metrics: Metrics
  /** Metrics of the last minutes. Null when nobody reads them. */
  history?: History | null
  /** The folder of the built web app. */
  webRoot: string
  tracing?: Tracing | null
  errorReports?: ErrorReports | null
  /** The commit that runs here, if that is known. */
  commit?: string | null
  /** Whether what expired before the start is still being erased. Until then only the liveness check is answered. */
  hasBacklog?: () => boolean
}

/** The whole server, ready to listen: what every request passes, then one line a feature. */
export async function buildApp(config: Config, ports: Ports): Promise<FastifyInstance> {
  const { db, costlyDb, backgroundDb, identity, messages, keys, listener, log, webRoot } = ports
  const { metrics, history = null, tracing, errorReports, commit = null, hasBacklog = () => false } = ports
  const secure = config.backendUrl.startsWith('https:')
  const app = fastify({ ...serverOptions(config.limits, config.trustProxy), loggerInstance: log })
  traceRequests(app, tracing)
  parseJsonBodies(app)
  replyWithErrors(app)
  logRequests(app)
  const allowedMethods = collectAllowedMethods(app)
  const security = { origins: config.origins, secure, apiOrigin: readApiOrigin(webRoot) }
  setSecurityHeaders(app, security)
  if (config.metrics.on) measureRequests(app, metrics)
  const headersOf = headersOfReplies(security)
  const admissionLimits = {
    ...config.rateLimits,
    shedding: config.shedding,
    unreadBytes: config.maxUnreadOfAddress,
    headersOf,
  }
  const admission = createAdmission(app, db, admissionLimits, metrics)
  limitSockets(app.server, config.sockets, config.trustProxy)
  app.addHook('onRequest', refuseDuringBacklog(hasBacklog))
  app.addHook('onRequest', admission.address)
  const recentPosition = createRecentPosition(db)
  const keptReplies = createKeptReplies(app, {
    db,
    behindMs: config.visitorsBehindMs,
    positionAt: recentPosition.at,
    leavesUnread: admission.leavesUnread,
  })
  app.addHook('onRequest', keptReplies.serve)
  app.addHook('onRequest', admission.place)
  app.addHook('onRequest', identifyCallers(app, identity.verify))
  app.addHook('onRequest', admission.person)
  app.addHook('onRequest', sendPosition(recentPosition))
  app.addHook('preValidation', admission.arrived)
  app.addHook('preHandler', admission.connection)
  app.addHook('onSend', admission.sent)
  app.addHook('onSend', keptReplies.keep)

  healthRoutes(app, { db, lagLimit: config.erasure.lagLimit })
  apiDocsRoutes(app, { endpoints, backendUrl: config.backendUrl })
  identityRoutes(app, { identity, db, limits: config.identityLimits, origins: config.origins, secure })
  accountRoutes(app, {
    // Both an export and the deletion of a large account take longer than a request may.
    db: backgroundDb,
    keys,
    identity,
    messages,
    provePassword: checkOwnPassword({ identity, db, limits: config.identityLimits }),
    sentMessages: (sub) => sentMessages({ db, messages }, sub),
    spoolDir: config.dataDir,
  })
  usersRoutes(app, { db })
  preferencesRoutes(app, { db })
  feedsRoutes(app, { db, keys })
  activitiesRoutes(app, { db, keys })
  burnBeforeRoutes(app, { db })
  oneMinuteRoutes(app, { db, keys, limit: config.proof.oneMinuteCruds })
  reactionsRoutes(app, { db })
  relationsRoutes(app, { db })
  mutedWordsRoutes(app, { db })
  peopleRoutes(app, { db, costlyDb })
  const moderation = { db, moderators: config.moderators }
  reportsRoutes(app, { db, keys })
  receiptsRoutes(app, { db })
  proofRoutes(app, { db, facts: proofFacts(config, commit) })
  serverRoutes(app, moderation)
  // Burning all that somebody published takes longer than other requests may.
  moderationRoutes(app, { ...moderation, keys, db: backgroundDb })
  const shownLimits = { ...config.rateLimits, ...config.identityLimits }
  adminRoutes(app, { moderation, metrics, history, limits: shownLimits })
  errorReportsRoutes(app, { errorReports, moderation })
  notificationsRoutes(app, { db, keys })
  pushRoutes(app, { db, services: config.pushServices })
  messagesRoutes(app, { db, messages, keys })
  searchRoutes(app, { db: costlyDb, keys })
  completionRoutes(app, { db, costlyDb, keys })
  trendsRoutes(app, { db, keys })
  const { endedSessions } = identity
  const streamPorts = {
    db,
    keys,
    listener,
    log,
    metrics,
    recentPosition,
    countUnread: selectUnreadCount,
    endedSessions,
  }
  streamRoutes(app, streamPorts, { maxMs: config.streamMaxMs, headersOf })
  await htmlShellRoutes(app, {
    db,
    webRoot,
    frontendUrl: config.frontendUrl,
    allowedMethods,
    firstPages: createFirstPages(db, keys, recentPosition),
  })
  return app
}
