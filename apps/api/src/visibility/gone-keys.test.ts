import { followPerson } from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { insertCrud } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'

/** The form of sealed words, under the key of a minute of 1970. */
const sealedInMinute1 = Buffer.concat([Buffer.from([1, 0, 0, 0, 1]), Buffer.alloc(50)])

const test = await useTestApp()
const [worf, data] = [await test.member('worf'), await test.member('data')]
await test.call(followPerson, { handle: 'worf' }, { as: data })
const parent = await insertCrud(test, { user_uuid: data.uuid, age: 7000, left: 3600 })
const living = await insertMany(null)
const replies = await insertMany(parent)

/** More rows than a page of 20 is read from. The key of one in the middle is gone; the others are returned. */
async function insertMany(parent: string | null): Promise<string[]> {
  const { rows } = await sql<{ uuid: string; n: number }>`
    insert into activities (user_uuid, sealed, reply_to_activity_uuid, created_at, expires_at)
    select ${worf.uuid}, case n when 10 then ${sealedInMinute1}::bytea else unsealed('one of many') end, p.uuid,
      now() - n * interval '1 second', coalesce(p.expires_at, now() + n * interval '1 hour')
    from generate_series(1, 22) n left join activities p on p.uuid = ${parent}
    returning uuid, extract(epoch from now() - created_at)::int as n`.execute(test.db)
  return rows.filter(({ n }) => n !== 10).map(({ uuid }) => uuid)
}

it.each([
  ['the newest', '/api/activities/home?limit=20', living],
  ['those that end soonest', '/api/activities/home?limit=20&sort=expiring', living],
  ['those of followed people', '/api/activities/home?limit=20&feed=following', living],
  ['a person', '/api/activities/@worf?limit=20&show=cruds', living],
  ['a thread', `/api/activities/@data/status/${parent}?limit=20`, replies],
])('a crud whose key is gone leaves the rest of the list in place: %s', async (_list, first, wanted) => {
  const get = (url: string) => test.app.inject({ url, headers: { authorization: `Bearer ${data.token}` } })
  const seen: { uuid: string; message: string }[] = []
  for (let url: string | undefined = first; url; ) {
    const answer: Awaited<ReturnType<typeof get>> = await get(url)
    const body = answer.json()
    seen.push(...(body.activities ?? body.replies ?? body))
    url = /^<(.+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1]
  }
  const shown = seen.filter(({ uuid }) => uuid !== parent)
  expect(shown.map(({ uuid }) => uuid).sort()).toEqual([...wanted].sort())
  expect(new Set(shown.map(({ message }) => message))).toEqual(new Set(['one of many']))
})
