import { setTimeout as pause } from 'node:timers/promises'
import { ask } from '../asked.ts'
import { closeStreams, memoryOfEach, timeToLast } from '../open-streams.ts'
import { startBare, startCruddur } from '../processes.ts'
import { type Figure, medianOf, type Row } from '../row.ts'

/** After this a server has become idle again. */
const idleMs = 600
const kib = 1024

/** So many listeners, half of them members. Both servers are new: memory that was used before would be used again unseen. */
function stream(name: string, listeners: number, memory: Figure): Row<'last' | 'memory'> {
  return {
    name,
    measure: `${listeners.toLocaleString('en')} listeners, one crud: time from the request to the last of them, memory of each`,
    limit: 'bare node:http with as many silent streams',
    figures: {
      last: { words: 'ms until the last has it', reach: { atMost: 250 }, unit: ' ms' },
      memory,
    },
    async start(stage, opened) {
      const count = stage.brief ? 20 : listeners
      const cruddur = stage.brief ? stage.cruddur : opened.use(await startCruddur(stage.database))
      const bare = stage.brief ? await stage.bare() : opened.use(await startBare())
      const members = await stage.signIn(stage.many(500))
      const tokens = members.map(({ token }) => token)

      const publish = async () => {
        const body = { message: 'heard by all', ttl: '1-hour' }
        const token = tokens[0] as string
        const made = await ask(cruddur, { method: 'POST', path: '/api/activities', token, body })
        return ((await made.json()) as { uuid: string }).uuid
      }
      const say = async () => {
        const word = crypto.randomUUID()
        await bare.ask({ say: `id: 1\nevent: crud\ndata: {"kind":"crud","uuid":"${word}"}\n\n` })
        return word
      }
      // One after the other: both at once would be more sockets than this process may open.
      const theirs = await memoryOfEach(bare, count, tokens, stage.seconds)
      const heard: number[] = []
      for (let n = 0; n < (stage.brief ? 1 : 5); n++) heard.push(await timeToLast(theirs.sockets, say))
      const limit = medianOf(heard)
      await closeStreams(theirs.sockets)

      const own = await memoryOfEach(cruddur, count, tokens, stage.seconds)
      opened.defer(() => closeStreams(own.sockets))
      const each = { ours: own.bytes / kib, limit: theirs.bytes / kib }
      return async () => {
        const ours = await timeToLast(own.sockets, publish)
        if (!stage.brief) await pause(idleMs)
        return { last: { value: ours, ours, limit }, memory: { value: each.ours, ...each } }
      }
    },
  }
}

const ofEach = { words: 'KiB of memory for each', reach: { atMost: 20 }, unit: ' KiB' }
/** What a process takes once when it becomes busy is as much as all of so few listeners. */
const withFixedCosts = { words: 'KiB of memory for each, with what a process takes once', unit: ' KiB' }

export const streams: readonly Row[] = [stream('stream', 2_000, withFixedCosts), stream('stream-10k', 10_000, ofEach)]
