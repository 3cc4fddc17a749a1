import { showMetrics } from '@cruddur/contract/admin/metrics'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { testRollbar } from '@cruddur/contract/error-reports/error-reports'
import { listAudits } from '@cruddur/contract/moderation/audits'
import { decideReport } from '@cruddur/contract/moderation/decisions'
import { createInvitation, endInvitation, listInvitations } from '@cruddur/contract/moderation/invitations'
import { listReports } from '@cruddur/contract/moderation/open-reports'
import { liftSuspension, listPeople, suspendPerson } from '@cruddur/contract/moderation/people'
import { changeServer } from '@cruddur/contract/moderation/server-facts'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp({ MODERATORS: 'picard' })
const worf = await test.member('worf')
const picard = await test.member('picard')

/** Endpoints that not every member may call, whatever they ask for. */
const forModerators: [Endpoint, Record<string, unknown>, string | undefined][] = [
  [changeServer, { sign_up: 'x' }, 'sign_up_mode_invalid'],
  [createInvitation, { uses: 0, days: 1 }, 'uses_invalid'],
  [endInvitation, { uuid: 'x' }, 'invitation_not_found'],
  [listInvitations, {}, undefined],
  [decideReport, { uuid: 'x' }, 'report_not_found'],
  [listAudits, { limit: 'x' }, 'limit_invalid'],
  [listPeople, { prefix: '%' }, 'handle_invalid'],
  [suspendPerson, { handle: 'nobody_here', length: 'x' }, 'suspension_invalid'],
  [liftSuspension, { handle: 'nobody_here' }, 'user_not_found'],
  [listReports, { limit: 'x', cursor: '!' }, 'limit_invalid'],
  // These two take nothing.
  [showMetrics, {}, undefined],
  [testRollbar, {}, 'not_found'],
]

describe('who may not ask is refused for that, whatever they sent', () => {
  it('is known to this test for every such endpoint', () => {
    const narrow = Object.values(endpoints).filter(({ summary }) => summary.includes('moderators only'))
    expect(forModerators.map(([endpoint]) => endpoint.path).sort()).toEqual(narrow.map(({ path }) => path).sort())
  })
  it.each(forModerators)('$method $path', async (endpoint, wrong, code) => {
    expect((await test.call(endpoint, wrong, { as: worf })).codes).toEqual(['generic_403'])
    expect((await test.call(endpoint, wrong)).codes).toEqual(['generic_401'])
    const { raw } = await test.call(endpoint, wrong, { as: picard })
    if (code) expect(raw.json()[0]).toBe(code)
    else expect(raw.statusCode).toBe(200)
  })
})
