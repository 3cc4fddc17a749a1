import { bytesOf, cycle, homePath } from '../asked.ts'
import { waitsOf } from '../load.ts'
import { inTurn, medianOf, type Row } from '../row.ts'
import { scales } from '../scale.ts'
import { openStage, type Stage } from '../stage.ts'

/** Milliseconds that half of the pages of many members take, asked for one after the other. */
async function medianWait(stage: Stage, feed: 'all' | 'following'): Promise<() => Promise<number>> {
  const members = await stage.signIn(stage.many(100))
  const request = cycle(members.map(({ token }) => bytesOf({ path: `${homePath}&feed=${feed}`, token })))
  const target = { address: stage.cruddur.address, request }
  return async () => medianOf(await waitsOf(target, { connections: 1, seconds: stage.seconds / 2 }))
}

const words = 'times the median with 10,000 cruds'

export const growth: Row<'all' | 'following'> = {
  name: 'growth',
  measure: 'home of 100 members, one request at a time: the median, feed=all and feed=following',
  limit: 'the same with 10,000 living cruds by as many people, on a PostgreSQL and a server of their own',
  figures: {
    all: { words: `${words}, feed=all`, reach: { atMost: 1.25 }, unit: ' ms' },
    following: { words: `${words}, feed=following`, reach: { atMost: 1.25 }, unit: ' ms' },
  },
  rounds: 3,
  async start(stage, opened) {
    const { brief, seconds, counts } = stage
    const few = { ...counts, cruds: scales['10k'].cruds }
    // A moment doesn't show growth, and a second database takes seconds to fill.
    const small = brief ? stage : opened.use(await openStage({ scale: few, brief, seconds, dir: undefined }))
    const side = async (feed: 'all' | 'following') =>
      inTurn({ ours: await medianWait(stage, feed), limit: await medianWait(small, feed) })
    const [all, following] = [await side('all'), await side('following')]
    return async () => ({ all: await all(), following: await following() })
  },
}
