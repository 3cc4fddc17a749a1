import { type Asked, ask, fromMany } from './asked.ts'
import type { Process } from './processes.ts'

/** Node adds these to every reply. */
const ofConnection = ['date', 'connection', 'keep-alive']

/** Has Node's HTTP server alone answer a path as Cruddur does. */
export async function sendTheSame(
  cruddur: Process,
  bare: Process,
  asked: Asked,
): Promise<{ request: () => string; address: string }> {
  const reply = await ask(cruddur, asked)
  const body = await reply.text()
  const headers = Object.fromEntries([...reply.headers].filter(([name]) => !ofConnection.includes(name)))
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  await bare.ask({ reply: { path: asked.path, headers: { ...headers, ...length }, body } })
  return { request: fromMany(asked), address: bare.address }
}
