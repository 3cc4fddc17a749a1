import { impersonalData, type KeptData, keptData, unusedData } from '@cruddur/contract/kept-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from '../features/identity/testing/identity-app.ts'
import { signUpAndIn } from '../features/identity/testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const columnsIn = (columns: KeptData['columns']) =>
  Object.entries(columns).flatMap(([table, names]) => names.split(' ').map((name) => `${table}.${name}`))

async function columnsOfDatabase(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname || '.' || a.attname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`.execute(server.db)
  return rows.map(({ name }) => name)
}

it('the privacy page speaks of every column of the database', async () => {
  const named = [...keptData.map(({ columns }) => columns), impersonalData, unusedData].flatMap(columnsIn)
  const columns = await columnsOfDatabase()
  expect(columns.length).toBeGreaterThan(100)
  expect(columns.filter((column) => !named.includes(column))).toEqual([])
  expect(
    named.filter((column) => !columns.includes(column)),
    'columns that are gone',
  ).toEqual([])
  expect(new Set(named).size, 'columns that are named twice').toBe(named.length)
})

it('the columns that it calls unused hold nothing after somebody signed up and in', async () => {
  await signUpAndIn(server.app, server.outbox, { handle: 'worf' })
  const { rows } = await sql<{ sessions: number }>`select count(*) as sessions from auth.session`.execute(server.db)
  expect(rows).toEqual([{ sessions: 1 }])
  for (const column of columnsIn(unusedData)) {
    const [schema = '', table = '', name = ''] = column.split('.')
    const { rows } = await sql`
      select from ${sql.id(schema, table)} where coalesce(${sql.id(name)}::text, '') <> ''`.execute(server.db)
    expect(rows, column).toEqual([])
  }
})
