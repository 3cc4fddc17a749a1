import { createTestDatabase } from '@cruddur/storage/test-database'
import { expect, inject, it } from 'vitest'
import { checkClock } from './check-clock.ts'

it('refuses a machine whose clock is minutes from PostgreSQL’s', async () => {
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  try {
    await checkClock(db)
    await expect(checkClock(db, Date.now() + 300_000)).rejects.toThrow(/^clock: this machine is (299|300) s ahead of/)
    await expect(checkClock(db, Date.now() - 300_000)).rejects.toThrow(/^clock: this machine is 30\d s behind/)
  } finally {
    await drop()
  }
})
