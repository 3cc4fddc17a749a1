import { expect, it } from 'vitest'
import { asOurs } from './table-errors.ts'

it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('a table that cannot be reached (%s) is away', (code) => {
  expect(asOurs(Object.assign(new Error('canary'), { code }))).toMatchObject({ codes: ['database_unavailable'] })
})

it('an error that is nobody’s keeps its name alone', () => {
  const error = asOurs(Object.assign(new Error('canary'), { name: 'ValidationException' }))
  expect(error.message).toBe('the table of messages refused a request: ValidationException')
})
