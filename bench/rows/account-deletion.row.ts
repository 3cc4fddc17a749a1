import { sql } from 'kysely'
import { ask, bytesOf, homePath } from '../asked.ts'
import { requestsPerSecond } from '../load.ts'
import { quantileOf, type Row } from '../row.ts'
import { withoutTriggers } from '../seed-stage.ts'
import { password, signUp } from '../sign-up.ts'
import type { Stage } from '../stage.ts'

/** Somebody who likes so many cruds. @returns their access token, and some of the cruds */
async function signUpWithLikes(
  { cruddur, database }: Stage,
  likes: number,
): Promise<{ token: string; liked: string[] }> {
  const handle = `leaving_${Date.now().toString(36)}`
  const token = await signUp(cruddur, database, handle)
  await database.db.connection().execute((db) =>
    withoutTriggers(db, () =>
      sql`with liked as (
          insert into likes (activity_uuid, user_uuid)
          select a.uuid, u.uuid from users u cross join (
            select uuid from live_activities where expires_at > now() + interval '1 day' limit ${likes}
          ) a where u.handle = ${handle}
          returning activity_uuid
        )
        update activities set likes_count = likes_count + 1 from liked where uuid = activity_uuid`.execute(db),
    ),
  )
  const { rows } = await sql<{ uuid: string }>`
    select l.activity_uuid as uuid from likes l join users u on u.uuid = l.user_uuid where u.handle = ${handle}
    order by l.activity_uuid limit 500`.execute(database.db)
  return { token, liked: rows.map(({ uuid }) => uuid) }
}

export const accountDeletion: Row<'p99' | 'longest' | 'seconds'> = {
  name: 'account-deletion',
  measure:
    'an account that gave 20,000 likes is deleted, while others read home, like the same cruds and take it back, 100 requests a second',
  limit: 'the same others while nobody leaves',
  figures: {
    p99: { words: "times other people's p99", reach: { atMost: 1.5 }, unit: ' ms' },
    // Who waits for a lock asks nothing else meanwhile, so one long wait hides in the p99.
    longest: { words: 'ms, the longest wait of other people', unit: ' ms' },
    seconds: { words: 's until it was deleted' },
  },
  rounds: 3,
  async start(stage) {
    const { cruddur } = stage
    return async () => {
      const { token, liked } = await signUpWithLikes(stage, stage.brief ? 200 : 20_000)
      const [reader] = await stage.signIn(1)
      let turn = 0
      const home = bytesOf({ path: homePath, token: reader?.token })
      // Their counts are changed by the reader and by the deletion.
      const requests = liked.flatMap((uuid) => {
        const like = { path: `/api/activities/${uuid}/like`, token: reader?.token }
        return [home, bytesOf({ method: 'POST', ...like }), home, bytesOf({ method: 'DELETE', ...like })]
      })
      const target = { address: cruddur.address, request: () => requests[turn++ % requests.length] as string }
      /** What others wait for so many seconds, and on until `isOver`. */
      const wait = async (seconds: number, isOver = () => true) => {
        const waits: number[] = []
        do await requestsPerSecond(target, { connections: 4, perSecond: 100, seconds, waits })
        while (!isOver())
        return waits
      }
      await wait(stage.seconds / 2)
      const before = await wait(stage.seconds * 4)
      let isDeleted = false
      const waiting = wait(stage.seconds / 4, () => isDeleted)
      const startedAt = performance.now()
      await ask(cruddur, { method: 'POST', path: '/api/profile/delete', token, body: { password } })
      const seconds = (performance.now() - startedAt) / 1000
      isDeleted = true
      const during = await waiting
      const [ours, limit] = [quantileOf(during, 0.99), quantileOf(before, 0.99)]
      return {
        p99: { value: ours / limit, ours, limit },
        longest: { value: Math.max(...during), ours: Math.max(...during), limit: Math.max(...before) },
        seconds: { value: seconds },
      }
    }
  },
}
