import { expect, it } from 'vitest'
import { asCruddurError } from './table-errors.ts'

it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('a table that cannot be reached (%s) is away', (code) => {
  expect(asCruddurError(Object.assign(new Error('canary'), { code }))).toMatchObject({
    codes: ['database_unavailable'],
  })
})

it('an unknown error keeps only its name', () => {
  const error = asCruddurError(Object.assign(new Error('canary'), { name: 'ValidationException' }))
  expect(error.message).toBe('the table of messages refused a request: ValidationException')
})
