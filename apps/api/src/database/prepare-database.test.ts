import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type {} from '@cruddur/storage/embedded-test-server'
import { readMigrations } from '@cruddur/storage/migrate'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { prepareDatabase } from './prepare-database.ts'

describe('a database of RDS, whose administrator is no superuser', () => {
  const suffix = randomBytes(6).toString('hex')
  const names = { database: `prepare_${suffix}`, admin: `prepare_admin_${suffix}`, role: `prepare-role ${suffix}` }
  const urlOf = (user: string) => {
    const url = new URL(inject('postgresUrl'))
    url.pathname = `/${names.database}`
    url.username = encodeURIComponent(user)
    url.password = ''
    return url.href
  }
  const superuser = new URL(inject('postgresUrl'))
  superuser.username = 'postgres'
  const server = connect(superuser.href, { max: 1 })
  const preparation = {
    connectionUrl: urlOf(names.role),
    rolePassword: "it's a secret%20",
    administrator: { user: names.admin, password: 'x' },
  }
  const passwordOf = async (role: string) => {
    const { rows } = await sql<{
      hash: string
    }>`select rolpassword as hash from pg_authid where rolname = ${role}`.execute(server)
    return rows[0]?.hash
  }

  beforeAll(async () => {
    await sql.raw(`create role ${names.admin} login createrole createdb`).execute(server)
    await sql.raw(`create database ${names.database} owner ${names.admin}`).execute(server)
  })

  afterAll(async () => {
    await sql.raw(`drop database ${names.database} with (force)`).execute(server)
    await sql.raw(`drop role if exists "${names.role}", prepare_functions_${suffix}`).execute(server)
    await sql.raw(`drop role ${names.admin}`).execute(server)
    await server.destroy()
  })

  it('gets a role that owns it, and all migrations, whoever comes at once', async () => {
    await Promise.all([prepareDatabase(preparation), prepareDatabase(preparation)])
    const db = connect(urlOf(names.role), { max: 1 })
    const { rows } = await sql`
      select (select count(*) from schema_migrations) as migrations,
        (select rolname from pg_database join pg_roles r on r.oid = datdba where datname = current_database()) as owner,
        (select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as mighty,
        (select tableowner from pg_tables where tablename = 'users') as owner_of_users`
      .execute(db)
      .finally(() => db.destroy())
    const migrations = (await readMigrations()).length
    expect(rows).toEqual([{ migrations, owner: names.role, mighty: false, owner_of_users: names.role }])
  })

  it('gets the role of functions, made by the administrator after the migrations, with its grants each time', async () => {
    const role = `prepare_functions_${suffix}`
    const file = new URL('../../../lambdas/role.sql', import.meta.url)
    const functions = { role, sql: readFileSync(file, 'utf8').replaceAll('cruddur_functions', role) }
    await prepareDatabase({ ...preparation, functions })
    const owner = connect(urlOf(names.role), { max: 1 })
    // As a restore leaves it: the server still has the role, and the new tables have no grants.
    await sql.raw(`revoke select (cognito_user_uuid, handle) on users from ${role}`).execute(owner)
    await owner.destroy()
    await prepareDatabase({ ...preparation, functions })
    const db = connect(urlOf(role), { max: 1 })
    try {
      expect((await sql`select handle from users`.execute(db)).rows).toEqual([])
      await expect(sql`select * from users`.execute(db)).rejects.toMatchObject({ code: '42501' })
    } finally {
      await db.destroy()
    }
  })

  it('is refused as the server refuses it when its address asks for TLS in words that the server does not know', async () => {
    const url = new URL(preparation.connectionUrl)
    url.searchParams.set('sslmode', 'prefer')
    await expect(prepareDatabase({ ...preparation, connectionUrl: url.href })).rejects.toThrow(
      'the safe one is verify-full',
    )
  })

  it('takes over a password that was changed', async () => {
    const before = await passwordOf(names.role)
    await prepareDatabase({ ...preparation, rolePassword: 'another' })
    expect(before).toMatch(/^SCRAM-SHA-256/)
    expect(await passwordOf(names.role)).not.toBe(before)
  })
})
