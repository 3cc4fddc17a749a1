import { sql } from 'kysely'
import { type BenchDatabase, type Process, startBare, startBenchDatabase, startCruddur } from './processes.ts'
import type { Counts } from './scale.ts'
import { seedStage } from './seed-stage.ts'

export type Member = { sub: string; uuid: string; handle: string; token: string }

/** What the rows share: one filled database, the servers on it, and people who are signed in. */
export type Stage = AsyncDisposable & {
  counts: Counts
  brief: boolean
  /** Seconds of one measurement. */
  seconds: number
  /** So many connections, people or samples, or a few when all is brief. */
  many(count: number): number
  database: BenchDatabase
  cruddur: Process
  /** A second server on the same database. It is started when it is first asked for. */
  second(): Promise<Process>
  /** Node's HTTP server alone. Each row says what it sends. */
  bare(): Promise<Process>
  /** The first people of the seed, with tokens that are fresh. */
  signIn(count: number): Promise<Member[]>
}

export type StageOptions = { scale: Counts; brief: boolean; seconds: number; dir: string | undefined }

/** More than the rows ask for at once: all that a request passes is on, and nothing is refused. What is refused is `overload.ts`. */
const places = { REQUESTS_RUNNING: '1000' }

export async function openStage({ scale, brief, seconds, dir }: StageOptions): Promise<Stage> {
  const opened = new AsyncDisposableStack()
  const database = opened.use(await startBenchDatabase((db, place) => seedStage(db, place, scale), { dir }))
  const cruddur = opened.use(await startCruddur(database, places))
  return {
    counts: scale,
    brief,
    seconds,
    many: (count) => (brief ? Math.min(count, 4) : count),
    database,
    cruddur,
    second: startedOnce(opened, () => startCruddur(database, places)),
    bare: startedOnce(opened, startBare),
    async signIn(count) {
      const { rows } = await sql<Omit<Member, 'token'>>`
        select u.cognito_user_uuid as sub, u.uuid, u.handle from bench_people p join users u on u.uuid = p.uuid
        order by p.n limit ${count}`.execute(database.db)
      const members: Member[] = []
      for (const row of rows) members.push({ ...row, ...(await cruddur.ask<{ token: string }>({ tokenOf: row.sub })) })
      return members
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Starts a process when it is first asked for. */
function startedOnce(opened: AsyncDisposableStack, start: () => Promise<Process>): () => Promise<Process> {
  let started: Promise<Process> | undefined
  return () => {
    started ??= start().then((process) => opened.use(process))
    return started
  }
}
