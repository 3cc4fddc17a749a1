import { createTestDatabase } from '@cruddur/storage/test-database'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { createOriginalDatabase } from '../testing/original-database.ts'
import { openSource } from './open-source.ts'

afterEach(() => void vi.unstubAllEnvs())

it('protects the connection as the address says, and refuses what is ambiguous', async () => {
  const original = await createOriginalDatabase()
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  try {
    // The driver itself would follow this, and fail: the tests' server has no TLS.
    vi.stubEnv('PGSSLMODE', 'require')
    await (await openSource(original.url, db, 1)).close()
    const at = (parameter: string) => openSource(`postgres://u@127.0.0.1:1/d?${parameter}`, db, 1)
    await expect(at('sslmode=prefer')).rejects.toThrow('--from: has an unknown or unsafe sslmode')
    await expect(at('sslmode=verify-full&sslrootcert=/none')).rejects.toThrow(
      '--from: the file of sslrootcert cannot be read (ENOENT)',
    )
  } finally {
    await drop()
    await original.drop()
  }
})
