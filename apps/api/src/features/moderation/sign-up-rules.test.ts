import { signUp } from '@cruddur/contract/identity'
import { listAudits } from '@cruddur/contract/moderation/audits'
import { createInvitation, endInvitation, listInvitations } from '@cruddur/contract/moderation/invitations'
import { changeServer, showServer } from '@cruddur/contract/moderation/server-facts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { startTestApp, useTestApp } from '../../testing/test-app.ts'

const many = '1000000/1h'
const test = await useTestApp({
  MODERATORS: 'picard',
  RATE_LIMIT_SIGN_UP: many,
  RATE_LIMIT_LETTER_ADDRESS: many,
  RATE_LIMIT_LETTER_ACCOUNT: many,
})
const picard = await test.member('picard')
beforeEach(async () => {
  await sql`update server_settings set sign_up = 'open'`.execute(test.db)
  await sql`delete from invitations`.execute(test.db)
  await sql`delete from report_audits`.execute(test.db)
})

let newcomers = 0
const join = async (email: string, invitation?: string) => {
  const account = { name: 'A', email, handle: `newcomer_${newcomers++}`, password: 'a few words of ours' }
  const answer = await test.call(signUp, { ...account, ...(invitation && { invitation }) })
  return answer.status === 200 ? 'ok' : answer.codes[0]
}
const allow = (sign_up: string) => test.call(changeServer, { sign_up }, { as: picard })
const invite = async (args = {}) =>
  (await test.call(createInvitation, { uses: 1, days: 1, ...args }, { as: picard })).reply

describe('who can sign up', () => {
  it('is anybody, until a moderator changes it, and everybody is told', async () => {
    expect((await test.call(showServer, {})).reply).toEqual({ has_moderators: true, sign_up: 'open' })
    expect(await join('a@example.com')).toBe('ok')
    expect((await allow('closed')).reply).toEqual({ has_moderators: true, sign_up: 'closed' })
    expect(await join('b@example.com', (await invite()).code)).toBe('sign_up_closed')
    await allow('open')
    expect(await join('b@example.com')).toBe('ok')
    const { reply } = await test.call(listAudits, {}, { as: picard })
    expect(reply.map(({ action }) => action)).toEqual(['open_sign_up', 'invite', 'close_sign_up'])
  })

  it('is who has an invitation, once for each of its uses; a second try of the same address is free', async () => {
    await allow('invited')
    const { code } = await invite({ uses: 2 })
    expect(await join('a@example.com')).toBe('invitation_invalid')
    expect(await join('a@example.com', 'a'.repeat(16))).toBe('invitation_invalid')
    expect(await join('a@example.com', code)).toBe('ok')
    expect(await join('a@example.com', `${code.slice(0, 8).toUpperCase()}-${code.slice(8)} `)).toBe('ok')
    expect((await test.call(listInvitations, {}, { as: picard })).reply).toMatchObject([{ uses_left: 1 }])
    expect(await join('b@example.com', code)).toBe('ok')
    expect(await join('c@example.com', code)).toBe('invitation_invalid')
    expect(await join('b@example.com', code)).toBe('ok')
    expect((await test.call(listInvitations, {}, { as: picard })).reply).toEqual([])
  })

  it('is as many people as an invitation is for, however many try at once', async () => {
    await allow('invited')
    const { code } = await invite({ uses: 3 })
    const tries = await Promise.all(Array.from({ length: 8 }, (_, n) => join(`at-once-${n}@example.com`, code)))
    expect(tries.filter((outcome) => outcome === 'ok')).toHaveLength(3)
  })

  it('is nobody by an invitation that has expired or was ended', async () => {
    await allow('invited')
    const [expired, ended] = [await invite(), await invite()]
    await sql`update invitations set expires_at = now() - interval '1 millisecond' where uuid = ${expired.uuid}`.execute(
      test.db,
    )
    const end = () => test.call(endInvitation, { uuid: ended.uuid }, { as: picard })
    expect((await end()).reply).toEqual({ success: true })
    expect((await end()).codes).toEqual(['invitation_not_found'])
    for (const { code } of [expired, ended]) expect(await join('a@example.com', code)).toBe('invitation_invalid')
  })
})

it('a server without moderators says so', async () => {
  const other = await startTestApp()
  try {
    expect((await other.call(showServer, {})).reply).toMatchObject({ has_moderators: false })
  } finally {
    await other.close()
  }
})
