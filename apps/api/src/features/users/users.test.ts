import { showActivity } from '@cruddur/contract/activities'
import { completePeople } from '@cruddur/contract/completion/completion'
import { userActivities } from '@cruddur/contract/feeds'
import { showMe } from '@cruddur/contract/identity'
import { createMessage, listMessageGroups, listMessages } from '@cruddur/contract/messages'
import { listNotifications } from '@cruddur/contract/notifications'
import { blockPerson, followPerson, listFollowers } from '@cruddur/contract/relations'
import { showUserShort } from '@cruddur/contract/users'
import { putProfile, updateProfile } from '@cruddur/contract/users/profile-change'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf', 'Worf')

describe('showUserShort', () => {
  it('finds a person by handle, in any case', async () => {
    const { reply } = await test.call(showUserShort, { handle: 'wOrF' })
    expect(reply).toEqual({ uuid: worf.uuid, handle: 'worf', display_name: 'Worf', face: null })
  })
  it('of an unknown handle is a 404', async () => {
    const { status, codes } = await test.call(showUserShort, { handle: 'nobody_here' })
    expect([status, codes]).toEqual([404, ['user_not_found']])
  })
  it('of a person whom a block hides is a 404 too; a caller with a bad token is a visitor', async () => {
    const data = await test.member('data')
    await test.call(blockPerson, { handle: 'data' }, { as: worf })
    expect((await test.call(showUserShort, { handle: 'worf' }, { as: data })).codes).toEqual(['user_not_found'])
    expect((await test.call(showUserShort, { handle: 'data' }, { as: worf })).codes).toEqual(['user_not_found'])
    expect((await test.call(showUserShort, { handle: 'worf' })).status).toBe(200)
    expect((await test.call(showUserShort, { handle: 'worf' }, { as: { token: 'bad' } })).status).toBe(200)
  })
})

describe.each([updateProfile, putProfile])('$method profile', (endpoint) => {
  const bio = async () => (await test.call(userActivities, { handle: 'worf' })).reply.profile.bio

  it('replies with the changed person', async () => {
    const { reply } = await test.call(
      endpoint,
      { display_name: ' Son of Mogh ', bio: 'Today is\na good day.' },
      { as: worf },
    )
    expect(reply).toEqual({ uuid: worf.uuid, handle: 'worf', display_name: 'Son of Mogh', face: null })
    expect(await bio()).toBe('Today is\na good day.')
  })

  it('leaves a bio that is not mentioned, and empties one that is empty', async () => {
    await test.call(endpoint, { display_name: 'Worf', bio: 'kept' }, { as: worf })
    await test.call(endpoint, { display_name: 'Worf' }, { as: worf })
    expect(await bio()).toBe('kept')
    await test.call(endpoint, { display_name: 'Worf', bio: '' }, { as: worf })
    expect(await bio()).toBe('')
  })

  it('refuses by field and changes nothing', async () => {
    await test.call(endpoint, { display_name: 'Worf', bio: 'kept' }, { as: worf })
    const { status, codes } = await test.call(endpoint, { display_name: ' ', bio: 5 }, { as: worf })
    expect([status, codes]).toEqual([422, ['display_name_blank', 'bio_invalid']])
    expect(await bio()).toBe('kept')
  })

  it('is for members', async () => {
    expect((await test.call(endpoint, { display_name: 'Mallory' })).codes).toEqual(['generic_401'])
  })
})

describe('a face', () => {
  it('shows wherever its person does, from the moment they choose it until they take it back', async () => {
    const [troi, riker] = [await test.member('troi', 'Deanna'), await test.member('riker')]
    const crud = await test.crud(troi, { message: 'I sense @riker' })
    await test.call(followPerson, { handle: 'riker' }, { as: troi })
    const sent = await test.call(createMessage, { handle: 'riker', message: 'Imzadi' }, { as: troi })
    const { message_group_uuid } = sent.reply as { message_group_uuid: string }
    const as = { as: riker }
    const shown = async () => [
      (await test.call(showUserShort, { handle: 'troi' })).reply,
      (await test.call(userActivities, { handle: 'troi' })).reply.profile,
      (await test.call(showActivity, { uuid: crud.uuid })).reply,
      (await test.call(listFollowers, { handle: 'riker' })).reply[0],
      (await test.call(completePeople, { prefix: 'troi' }, as)).reply[0],
      ...(await test.call(listNotifications, {}, as)).reply.flatMap((one) => [one, ...one.actors]),
      (await test.call(listMessageGroups, {}, as)).reply[0],
      (await test.call(listMessages, { message_group_uuid }, as)).reply[0],
      (await test.call(showMe, {}, { as: troi })).reply,
    ]
    const faces = async () => new Set((await shown()).map((one) => JSON.stringify(one?.face)))
    expect(await faces()).toEqual(new Set(['null']))
    const face = { letter: '🌙', hue: 280 }
    const { reply } = await test.call(updateProfile, { display_name: 'Deanna', face }, { as: troi })
    expect(reply.face).toEqual(face)
    expect(await faces()).toEqual(new Set([JSON.stringify(face)]))
    await test.call(updateProfile, { display_name: 'Deanna' }, { as: troi })
    expect(await faces()).toEqual(new Set([JSON.stringify(face)]))
    await test.call(updateProfile, { display_name: 'Deanna', face: null }, { as: troi })
    expect(await faces()).toEqual(new Set(['null']))
    const { rows } = await sql`select from users where uuid = ${troi.uuid} and face is null`.execute(test.db)
    expect(rows).toHaveLength(1)
  })

  it('is one letter on a colour, or nothing changes', async () => {
    const { status, codes } = await test.call(
      updateProfile,
      { display_name: 'Not Worf', face: { letter: 'Wo', hue: 400 } },
      { as: worf },
    )
    expect([status, codes]).toEqual([422, ['face_invalid']])
    expect((await test.call(showUserShort, { handle: 'worf' })).reply.display_name).not.toBe('Not Worf')
  })
})
