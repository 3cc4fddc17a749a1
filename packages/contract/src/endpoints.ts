import * as account from './account.ts'
import * as oneMinute from './activities/one-minute.ts'
import * as publishing from './activities/publishing.ts'
import * as activities from './activities.ts'
import * as adminMetrics from './admin/metrics.ts'
import * as apiDocs from './api-docs.ts'
import * as burnBefore from './burning/burn-before.ts'
import * as completion from './completion/completion.ts'
import type { Endpoint } from './endpoint.ts'
import * as errorReports from './error-reports/error-reports.ts'
import * as feeds from './feeds.ts'
import * as health from './health.ts'
import * as identity from './identity.ts'
import * as messages from './messages.ts'
import * as moderationAudits from './moderation/audits.ts'
import * as decisions from './moderation/decisions.ts'
import * as invitations from './moderation/invitations.ts'
import * as openReports from './moderation/open-reports.ts'
import * as moderatedPeople from './moderation/people.ts'
import * as serverFacts from './moderation/server-facts.ts'
import * as suspensions from './moderation/suspensions.ts'
import * as mutedWords from './muted-words/muted-words.ts'
import * as notifications from './notifications.ts'
import * as passkeys from './passkeys/passkeys.ts'
import * as preferences from './preferences/preferences.ts'
import * as proof from './proof/proof.ts'
import * as push from './push/push.ts'
import * as reactions from './reactions.ts'
import * as receipts from './receipts/receipts.ts'
import * as relations from './relations.ts'
import * as reports from './reports.ts'
import * as search from './search.ts'
import * as stream from './stream.ts'
import * as trends from './trends.ts'
import * as profileChange from './users/profile-change.ts'
import * as users from './users.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'holdsCruds' in value

/**
 * The whole contract by name: every endpoint that a module of the contract exports. For the API's documentation and for the
 * suites that walk every endpoint. The web app imports single endpoints to stay small.
 */
export const endpoints: Readonly<Record<string, Endpoint>> = Object.fromEntries(
  [
    health,
    apiDocs,
    identity,
    passkeys,
    account,
    users,
    preferences,
    profileChange,
    relations,
    mutedWords,
    feeds,
    activities,
    burnBefore,
    publishing,
    oneMinute,
    reactions,
    notifications,
    push,
    messages,
    search,
    completion,
    trends,
    stream,
    reports,
    openReports,
    decisions,
    invitations,
    moderationAudits,
    moderatedPeople,
    suspensions,
    serverFacts,
    proof,
    receipts,
    adminMetrics,
    errorReports,
  ].flatMap((module) => Object.entries(module).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]))),
)
