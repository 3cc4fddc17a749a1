import { connect } from 'node:net'
import { homePath } from '../asked.ts'
import { requestBytes, waitsOf } from '../load.ts'
import { inTurn, medianOf, type Row } from '../row.ts'
import { sendTheSame } from '../same-bytes.ts'

const greedy = { connections: 20, pipelined: 10 }
const others = 5
const largePage = '/api/activities/home?limit=100'

/** Sends the next requests on a connection when half of the last have been answered, until the function it returns is called. */
function askGreedily(address: string): () => void {
  const { hostname, port } = new URL(address)
  const request = requestBytes('GET', largePage, { 'x-forwarded-for': '192.0.2.1' })
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
  limit: 'their wait for bare node:http, beside the same client',
  figures: { wait: { words: 'times the wait for bare HTTP', reach: { atMost: 1.5 }, unit: ' ms' } },
  async start({ cruddur, bare, seconds }) {
    const alone = await bare()
    await sendTheSame(cruddur, alone, { path: largePage })
    const { request } = await sendTheSame(cruddur, alone, { path: homePath })
    const wait = async (address: string) => {
      const stops = Array.from({ length: greedy.connections }, () => askGreedily(address))
      const waits = await waitsOf({ address, request }, { connections: others, seconds })
      for (const stop of stops) stop()
      return medianOf(waits)
    }
    const waits = inTurn({ ours: () => wait(cruddur.address), limit: () => wait(alone.address) })
    return async () => ({ wait: await waits() })
  },
}
