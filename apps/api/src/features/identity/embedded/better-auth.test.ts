import { createPool } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { getMigrations } from 'better-auth/db/migration'
import { expect, inject, it } from 'vitest'
import { startIdentityApp } from '../testing/identity-app.ts'
import { betterAuthOptions } from './better-auth.ts'

it('finds the tables that its version needs', async () => {
  const { connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
  const pool = createPool(connectionUrl)
  const { toBeCreated, toBeAdded } = await getMigrations(betterAuthOptions(pool, 'http://127.0.0.1'))
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
  await pool.end()
  await drop()
})

it('exposes none of its own endpoints', async () => {
  const server = await startIdentityApp()
  const paths = [
    'sign-in/email',
    'sign-up/email',
    'get-session',
    'list-sessions',
    'update-user',
    'delete-user',
    'ok',
    'error',
  ]
  for (const base of ['/api/auth', '/api/identity']) {
    for (const path of paths) {
      for (const method of ['GET', 'POST'] as const) {
        const reply = await server.app.inject({
          method,
          url: `${base}/${path}`,
          ...(method === 'POST' && { payload: {} }),
        })
        expect([method, path, reply.statusCode]).toEqual([method, path, 404])
      }
    }
  }
  await server.close()
})
