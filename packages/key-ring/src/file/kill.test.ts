import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { minuteOf } from '../minutes.ts'
import { openFileKeyRing } from './file-key-ring.ts'

const script = join(import.meta.dirname, 'testing/turn-until-killed.ts')
const place = 'messages.message:0197'
const kills = 5

/** Lets two processes turn the ring side by side, and kills both. Returns the minute that it was turned to for sure. */
async function turnAndKill(dir: string, from: number, turns: number): Promise<number> {
  let turnedTo = from
  const children = [1, 2].map(() =>
    spawn(process.execPath, [script, dir, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const closed = children.map((child) => once(child, 'close'))
  await Promise.race(
    children.map(async ({ stdout }) => {
      let seen = 0
      for await (const piece of stdout) {
        const minutes = String(piece).trim().split('\n').map(Number)
        turnedTo = Math.max(turnedTo, ...minutes.filter((minute) => Number.isInteger(minute)))
        seen += minutes.length
        if (seen >= turns) return
      }
    }),
  )
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(closed)
  return turnedTo
}

it('processes that are killed while they turn one ring lose no living key and keep no other', {
  timeout: 60_000,
}, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-kill-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const start = new Date('2026-11-27T10:00:00Z')
  const first = minuteOf(start)
  const before = await openFileKeyRing({ dir, now: start, create: true })
  const sealed = Array.from({ length: 3_000 }, (_, n) => before.seal('words', new Date((first + n) * 60_000), place))
  await before.close()
  let minute = first
  for (let kill = 0; kill < kills; kill++) {
    minute = await turnAndKill(dir, minute, 2 + kill * 7)
    const damaged: number[] = []
    const ring = await openFileKeyRing({
      dir,
      now: new Date(minute * 60_000),
      create: false,
      onDamage: (minutes) => void damaged.push(...minutes),
    })
    const opened = sealed.map((bytes) => ring.open(bytes, place))
    await ring.close()
    expect(damaged).toEqual([])
    expect(opened.slice(0, minute - first).filter(Boolean)).toEqual([])
    // What was printed may be behind what was done when the processes died, by what two of them do at once.
    const living = opened.findIndex(Boolean)
    expect(opened.slice(living)).toEqual(sealed.slice(living).map(() => 'words'))
    minute = first + living
  }
  expect(minute).toBeGreaterThan(first + 50)
  expect(minute).toBeLessThan(first + 3_000)
})
