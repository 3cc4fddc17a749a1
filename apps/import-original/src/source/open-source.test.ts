import { createTestDatabase } from '@cruddur/storage/test-database'
import { expect, inject, it } from 'vitest'
import { openSource } from './open-source.ts'

it('refuses an address whose protection is unsafe or cannot be set up, and names --from', async () => {
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  try {
    const at = (parameter: string) => openSource(`postgres://u@127.0.0.1:1/d?${parameter}`, db, 1)
    await expect(at('sslmode=prefer')).rejects.toThrow('--from: has an unknown or unsafe sslmode')
    await expect(at('sslmode=verify-full&sslrootcert=/none')).rejects.toThrow(
      '--from: the file of sslrootcert cannot be read (ENOENT)',
    )
  } finally {
    await drop()
  }
})
