import type { Lifetime } from '@cruddur/contract/lifetimes'

/** `5m`, `3h` or `2d` ago. */
export type Age = `${number}${'m' | 'h' | 'd'}`

export type DemoReply = { by: string; age: Age; message: string; likes?: number; replies?: DemoReply[] }
export type DemoCrud = DemoReply & { lifetime: Lifetime; reposts?: number }
