import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { runs, thisMachine } from './this-process.ts'

/** The run that holds the lock, as the bucket stores it. Times are in ISO 8601. */
export type Holder = {
  id: string
  host: string
  pid: number
  machine: string
  started_at: string
  expires_at: string
}

export function newHolder(now: number, life: number): Holder {
  const times = { started_at: new Date(now).toISOString(), expires_at: new Date(now + life).toISOString() }
  return { id: randomUUID(), host: hostname(), pid: process.pid, machine: thisMachine(), ...times }
}

export function encodeHolder(holder: Holder): Buffer {
  return Buffer.from(`${JSON.stringify(holder)}\n`)
}

/** Null for anything but a lock of site-sync. */
export function parseHolder(body: Buffer): Holder | null {
  try {
    const told = JSON.parse(body.toString()) as Record<string, unknown> | null
    const { id, host, pid, machine, started_at, expires_at } = told ?? {}
    if (typeof id !== 'string' || typeof host !== 'string' || !Number.isSafeInteger(pid)) return null
    const times = [started_at, expires_at].map((time) => new Date(time as string))
    if (typeof machine !== 'string' || times.some((time) => Number.isNaN(time.getTime()))) return null
    const [started, expires] = times.map((time) => time.toISOString()) as [string, string]
    // People see it: no control characters from outside.
    const named = host.replace(/[^\w.:-]/g, '?').slice(0, 100)
    return { id, host: named, pid: pid as number, machine, started_at: started, expires_at: expires }
  } catch {
    return null
  }
}

/** Whether the lock has expired, or its process ran on this machine and has ended. */
export function isStale(holder: Holder, now: number): boolean {
  if (Date.parse(holder.expires_at) <= now) return true
  return holder.machine === thisMachine() && holder.pid > 0 && !runs(holder.pid)
}
