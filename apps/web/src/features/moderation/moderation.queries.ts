import { listAudits } from '@cruddur/contract/moderation/audits'
import { listInvitations } from '@cruddur/contract/moderation/invitations'
import { listReports } from '@cruddur/contract/moderation/open-reports'
import { listPeople } from '@cruddur/contract/moderation/people'
import { showStanding } from '@cruddur/contract/moderation/suspensions'
import { queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../../client/call.ts'
import { pagedQuery } from '../../client/paged-query.ts'

/** Everything that moderators see. Renewed whenever they decide something. */
export const moderationKey = 'moderation'

/** Evidence is not kept once the page is left, and not read again behind the moderator's back: each look is recorded. */
export const reportsQuery = {
  ...pagedQuery([moderationKey, 'reports'], (cursor, signal) => callPage(listReports, { cursor }, { signal })),
  gcTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
}

export const auditsQuery = pagedQuery([moderationKey, 'audits'], (cursor, signal) =>
  callPage(listAudits, { cursor }, { signal }),
)

export type WantedPeople = { prefix: string; onlySuspended: boolean }

export function moderatedPeopleQuery({ prefix, onlySuspended }: WantedPeople) {
  return pagedQuery([moderationKey, 'people', prefix, String(onlySuspended)], (cursor, signal) =>
    callPage(
      listPeople,
      { cursor, ...(prefix && { prefix }), ...(onlySuspended && { suspended: 'only' as const }) },
      { signal },
    ),
  )
}

export const invitationsQuery = queryOptions({
  queryKey: [moderationKey, 'invitations'],
  queryFn: ({ signal }) => call(listInvitations, {}, { signal }),
})

export const standingQuery = queryOptions({
  queryKey: ['standing'],
  queryFn: ({ signal }) => call(showStanding, {}, { signal }),
})
