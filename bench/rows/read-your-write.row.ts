import { settings } from '../../apps/api/src/config/settings.ts'
import { ask, cycle } from '../asked.ts'
import type { Process } from '../processes.ts'
import type { Row } from '../row.ts'
import type { Member, Stage } from '../stage.ts'

type Crud = { uuid: string; likes_count: number }
type Look = (page: readonly Crud[]) => boolean

/** What is written is seen on another server after so many milliseconds at the latest. */
const behindMs = Number(settings.VISITORS_BEHIND_MS.default)

const home = { path: '/api/activities/home' }

async function sees(server: Process, token: string | undefined, look: Look): Promise<boolean> {
  return look((await (await ask(server, { ...home, token })).json()) as Crud[])
}

/** The same, on another server: what is asked there after its bound shows the write. */
async function seesSoon(server: Process, look: Look): Promise<boolean> {
  const until = performance.now() + behindMs
  for (;;) {
    const askedAt = performance.now()
    if (await sees(server, undefined, look)) return true
    if (askedAt >= until) return false
  }
}

/** Three writes, each of which is read at once by the writer, by a visitor, and by a visitor of another server. */
async function writeAndRead({ cruddur }: Stage, second: Process, author: Member, fan: Member): Promise<boolean[]> {
  const path = '/api/activities'
  const body = { message: 'read what was written', ttl: '1-hour' }
  const made = await ask(cruddur, { method: 'POST', path, token: author.token, body })
  const { uuid } = (await made.json()) as Crud
  const seen: boolean[] = []
  const look = async (writer: Member, check: Look) => {
    seen.push(await sees(cruddur, writer.token, check), await sees(cruddur, undefined, check))
    seen.push(await seesSoon(second, check))
  }
  await look(author, (page) => page.some((crud) => crud.uuid === uuid))
  await ask(cruddur, { method: 'POST', path: `${path}/${uuid}/like`, token: fan.token })
  await look(fan, (page) => page.some((crud) => crud.uuid === uuid && crud.likes_count === 1))
  await ask(cruddur, { method: 'DELETE', path: `${path}/${uuid}`, token: author.token })
  await look(author, (page) => page.every((crud) => crud.uuid !== uuid))
  return seen
}

export const readYourWrite: Row<'seen'> = {
  name: 'read-your-write',
  measure: `cruds, likes and burns seen in the next home page of the writer and of a visitor, and within ${behindMs} ms on another server`,
  limit: 'all of them',
  rounds: 1,
  figures: { seen: { words: 'of what was written is seen', reach: { atLeast: 1 } } },
  async start(stage) {
    const second = await stage.second()
    // A page holds 20 cruds: fewer people write at once.
    const writers = stage.many(8)
    const writes = stage.brief ? 2 : Math.ceil(10_000 / 5 / writers)
    return async () => {
      const people = cycle(await stage.signIn(2 * writers))
      const lines = Array.from({ length: writers }, async () => {
        const [author, fan] = [people(), people()]
        const seen: boolean[] = []
        for (let n = 0; n < writes; n++) seen.push(...(await writeAndRead(stage, second, author, fan)))
        return seen
      })
      const seen = (await Promise.all(lines)).flat()
      return { seen: { value: seen.filter(Boolean).length / seen.length, ours: seen.length } }
    }
  },
}
