import { openFileKeyRing } from '../file-key-ring.ts'

// Run by kill.test.ts: destroys minute after minute from a given one, and prints each when its destruction is durable.

const [dir = '', first = ''] = process.argv.slice(2)
const ring = await openFileKeyRing({ dir, now: new Date(Number(first) * 60_000), create: false })
for (let minute = Number(first); ; minute++) {
  await ring.destroyPast(new Date(minute * 60_000))
  process.stdout.write(`${minute}\n`)
}
