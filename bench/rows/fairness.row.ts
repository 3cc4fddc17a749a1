import { connect } from 'node:net'
import { fromMany, homePath } from '../asked.ts'
import { requestBytes, waitsOf } from '../load.ts'
import type { Process } from '../processes.ts'
import { medianOf, type Row } from '../row.ts'

const greedy = { connections: 20, pipelined: 10 }
const others = 5

/** Sends the next requests on a connection when half of the last have been answered, until the function it returns is called. */
function askGreedily({ address }: Process): () => void {
  const { hostname, port } = new URL(address)
  const request = requestBytes('GET', '/api/activities/home?limit=100', { 'x-forwarded-for': '192.0.2.1' })
  const socket = connect({ host: hostname, port: Number(port), noDelay: true }).setEncoding('latin1')
  let awaited = 0
  const fill = () => {
    for (; awaited < greedy.pipelined; awaited++) socket.write(request)
  }
  socket.on('connect', fill).on('error', () => {})
  socket.on('data', (piece: string) => {
    awaited -= piece.split('HTTP/1.1 ').length - 1
    if (awaited <= greedy.pipelined / 2) fill()
  })
  return () => socket.destroy()
}

export const fairness: Row<'wait'> = {
  name: 'fairness',
  measure: 'wait of five people for home while one client sends 200 requests for large pages at once, median',
  limit: 'their wait without that client',
  figures: { wait: { words: 'times the wait without it', reach: { atMost: 12 }, unit: ' ms' } },
  async start({ cruddur, seconds }) {
    const target = { address: cruddur.address, request: fromMany({ path: homePath }) }
    const wait = async () => medianOf(await waitsOf(target, { connections: others, seconds }))
    return async () => {
      const limit = await wait()
      const stops = Array.from({ length: greedy.connections }, () => askGreedily(cruddur))
      const ours = await wait()
      for (const stop of stops) stop()
      return { wait: { value: ours / limit, ours, limit } }
    }
  },
}
