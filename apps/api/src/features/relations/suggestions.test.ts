import { blockPerson, followPerson, mutePerson, suggestPeople } from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

let crew: Record<'worf' | 'data' | 'troi' | 'riker' | 'picard' | 'crusher', Member>
const test = await useTestApp()
beforeEach(async () => {
  await sql`delete from users`.execute(test.db)
  const names = ['worf', 'data', 'troi', 'riker', 'picard', 'crusher']
  const members = await Promise.all(names.map(async (name) => [name, await test.member(name)]))
  crew = Object.fromEntries(members)
})

const follow = async (as: Member, ...whom: Member[]) => {
  for (const { handle } of whom) await test.call(followPerson, { handle }, { as })
}
const suggested = async (as?: Member) => (await test.call(suggestPeople, {}, { as })).reply.map(({ handle }) => handle)

it('suggests people whom followed people follow, by how many, and nobody who is followed already', async () => {
  const { worf, data, troi, riker, picard, crusher } = crew
  await follow(worf, data, troi)
  await follow(data, riker, picard, troi, worf)
  await follow(troi, picard)
  await follow(crusher, riker)
  expect(await suggested(worf)).toEqual(['picard', 'riker'])
})

it('suggests the most followed people with living cruds to visitors, and to people who follow nobody', async () => {
  const { worf, data, troi, riker, picard, crusher } = crew
  await follow(data, picard, troi)
  await follow(troi, picard)
  await follow(riker, picard, crusher)
  for (const { uuid } of [picard, troi, worf]) await insertCrud(test, { user_uuid: uuid })
  expect(await suggested()).toEqual(['picard', 'troi', 'worf'])
  expect(await suggested(worf)).toEqual(['picard', 'troi'])
})

it('guarantee 6: a person without living cruds is no longer suggested', async () => {
  const { data, troi, riker } = crew
  await follow(data, troi, riker)
  await insertCrud(test, { user_uuid: troi.uuid, left: 0 })
  await insertCrud(test, { user_uuid: riker.uuid, left: 60 })
  expect(await suggested()).toEqual(['riker'])
})

it('never suggests oneself, a muted person, or a person whom a block hides', async () => {
  const { worf, data, troi, riker, picard, crusher } = crew
  await follow(worf, data)
  await follow(data, worf, troi, riker, picard, crusher)
  for (const { uuid } of Object.values(crew)) await insertCrud(test, { user_uuid: uuid })
  await test.call(mutePerson, { handle: 'troi' }, { as: worf })
  await test.call(blockPerson, { handle: 'riker' }, { as: worf })
  await test.call(blockPerson, { handle: 'worf' }, { as: picard })
  expect(await suggested(worf)).toEqual(['crusher'])
})

it('suggests at most ten people, none of them followed', async () => {
  for (let n = 0; n < 12; n++) {
    await insertCrud(test, { user_uuid: (await test.member(`ensign_${n}`)).uuid })
  }
  const { reply } = await test.call(suggestPeople, {}, { as: crew.worf })
  expect(reply).toHaveLength(10)
  expect(reply.every(({ following }) => following === false)).toBe(true)
})
