import { expect, it } from 'vitest'
import { parseEnvFile, readEnvFile } from './env-file.ts'

it('reads NAME=value lines, comments, quotes and exports', () => {
  const text = '# a comment\n\nPORT=1\n  export HOST = "::1" # home\nDATA_DIR=\'a b\'\nMAIL_FROM=\r\n'
  expect(parseEnvFile(text)).toEqual({ PORT: '1', HOST: '::1', DATA_DIR: 'a b', MAIL_FROM: '' })
})

it.each([
  ['PORT 4567', '.env: line 1 is not NAME=value'],
  ['PORT=1\nHOST: ::1', '.env: line 2 is not NAME=value'],
  ['=1', '.env: line 1 is not NAME=value'],
  ['PORT=1\nPORT=2', 'PORT: is set twice in .env'],
])('refuses a line that would be passed over: %j', (text, message) => {
  expect(() => parseEnvFile(text)).toThrow(message)
})

it('takes a missing file for an empty one, and refuses one that cannot be read', () => {
  expect(readEnvFile('/nowhere/.env')).toEqual({})
  expect(() => readEnvFile(import.meta.dirname)).toThrow('.env: cannot be read (EISDIR)')
})
