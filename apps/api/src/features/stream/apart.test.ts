import { burnActivity, replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import { likeActivity } from '@cruddur/contract/reactions'
import { blockPerson, mutePerson, unblockPerson } from '@cruddur/contract/relations'
import { openStream } from '@cruddur/contract/stream'
import { expect, it } from 'vitest'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'
import { selectPosition } from './stream.store.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')
const geordi = await test.member('geordi')
await test.app.listen({ host: '127.0.0.1', port: 0 })

let deannas = 0

/** What three people hear, live and again when they resume, of what is done. */
async function hearing(act: () => Promise<unknown>): Promise<Map<Member | undefined, string[]>> {
  const { at, horizon } = await selectPosition(test.db)
  const people = [worf, data, geordi, undefined]
  const streams = await Promise.all(people.map((as) => listenToStream(test.app, { as })))
  await act()
  // Nobody is kept apart from Deanna: what she does last ends the list.
  const deanna = await test.member(`deanna_${++deannas}`)
  const last = await test.crud(deanna)
  const heard = new Map<Member | undefined, string[]>()
  for (const [index, stream] of streams.entries()) {
    await stream.until((events) => events.some((event) => 'uuid' in event && event.uuid === last.uuid))
    const live = stream.heard().map(lineOf)
    const headers = { 'last-event-id': `${at}-${horizon}` }
    const replayed = await test.call(openStream, {}, { as: people[index], headers })
    heard.set(people[index], [...live, ...(replayed.raw.json() as object[]).map(lineOf)])
    await stream.close()
  }
  return heard
}
const lineOf = (event: object) => JSON.stringify(event)

/** Everything that one person can do to their own crud and to others', under the others' eyes. */
async function live(one: Member, fan: Member): Promise<{ uuids: string[] }> {
  const { uuid } = await test.crud(one)
  const { reply } = await test.call(replyToActivity, { uuid, message: 'yes' }, { as: fan })
  await test.call(likeActivity, { uuid }, { as: fan })
  await test.call(shortenActivity, { uuid, ttl: '1-hour' }, { as: one })
  const burnt = await test.crud(one)
  await test.call(burnActivity, { uuid: burnt.uuid }, { as: one })
  return { uuids: [uuid, reply.uuid, burnt.uuid] }
}

it.each(['blocks', 'is blocked by'] as const)('who %s somebody hears nothing of them, live or resumed', async (how) => {
  const [blocker, blocked] = how === 'blocks' ? [data, worf] : [worf, data]
  await test.call(blockPerson, { handle: blocked.handle }, { as: blocker })
  let uuids: string[] = []
  const heard = await hearing(async () => {
    uuids = (await live(worf, geordi)).uuids
  })
  await test.call(unblockPerson, { handle: blocked.handle }, { as: blocker })
  for (const uuid of uuids) {
    for (const member of [worf, geordi, undefined]) expect(heard.get(member)?.join()).toContain(uuid)
  }
  const [crud, , burnt] = uuids as [string, string, string]
  for (const uuid of [crud, burnt]) expect(heard.get(data)?.join()).not.toContain(uuid)
  expect(heard.get(data)?.join()).not.toContain('worf')
})

it('a block takes effect from the next event on, in open streams', async () => {
  const heard = await hearing(async () => {
    await test.call(blockPerson, { handle: data.handle }, { as: worf })
    await live(worf, geordi)
  })
  await test.call(unblockPerson, { handle: data.handle }, { as: worf })
  expect(heard.get(data)?.join()).not.toContain('worf')
  expect(heard.get(undefined)?.join()).toContain('worf')
})

it('a muted person’s new cruds are not sent; changes of their cruds are, since a page may show them', async () => {
  await test.call(mutePerson, { handle: worf.handle }, { as: data })
  let uuids: string[] = []
  const heard = await hearing(async () => {
    uuids = (await live(worf, geordi)).uuids
  })
  const kinds = (member: Member, uuid = uuids[0]) =>
    new Set(
      heard
        .get(member)
        ?.map((line) => JSON.parse(line))
        .flatMap((event) => (event.uuid === uuid ? event.kind : [])),
    )
  expect(kinds(geordi)).toEqual(new Set(['crud', 'counts', 'shortened']))
  expect(kinds(data)).toEqual(new Set(['counts', 'shortened']))
  expect(kinds(data, uuids[2])).toEqual(new Set(['burnt']))
})
