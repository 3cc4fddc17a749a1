import type { Lifetime } from '@cruddur/contract/lifetimes'

/** Minutes, hours or days ago: `5m`, `3h`, `2d`. */
export type Age = `${number}${'m' | 'h' | 'd'}`

const unitSeconds = { m: 60, h: 3_600, d: 86_400 }

export function secondsOf(age: Age): number {
  return Number.parseInt(age, 10) * unitSeconds[age.slice(-1) as keyof typeof unitSeconds]
}

export type DemoReply = { by: string; age: Age; message: string; likes?: number; replies?: DemoReply[] }
export type DemoCrud = DemoReply & { lifetime: Lifetime; reposts?: number }
