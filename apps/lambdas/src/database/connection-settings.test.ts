import { expect, test } from 'vitest'
import { readConnectionSettings } from './connection-settings.ts'

const lambda = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'a',
  AWS_SECRET_ACCESS_KEY: 's',
  AWS_SESSION_TOKEN: 't',
}
const network = 'postgresql://cruddur_functions@db.example.org/cruddur'

test('an address of a network is signed in to with a token, over TLS', () => {
  expect(readConnectionSettings({ ...lambda, CONNECTION_URL: network })).toEqual({
    kind: 'rds',
    url: network,
    address: { host: 'db.example.org', port: 5432, user: 'cruddur_functions' },
    caFile: '/var/runtime/ca-cert.pem',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's', sessionToken: 't' },
  })
})

test('a socket of this machine needs neither', () => {
  const url = 'postgresql://cruddur@localhost:5432/cruddur?host=%2Ftmp%2Fpg'
  expect(readConnectionSettings({ CONNECTION_URL: url })).toEqual({ kind: 'socket', url })
})

test.each([
  [{}, 'CONNECTION_URL is missing'],
  [{ CONNECTION_URL: 'mysql://a@b/c' }, 'CONNECTION_URL must have the form postgresql://user@host:5432/database'],
  [{ CONNECTION_URL: 'postgresql://a:secret@b/c' }, /^CONNECTION_URL must hold no password/],
  [{ CONNECTION_URL: 'postgresql://a@b/c?password=secret' }, /^CONNECTION_URL must hold no password/],
  [{ CONNECTION_URL: 'postgresql://a:secret@localhost/c?host=/tmp' }, /^CONNECTION_URL must hold no password/],
  [{ CONNECTION_URL: 'postgresql://db.example.org/c' }, 'CONNECTION_URL must name the user and the host'],
  [{ CONNECTION_URL: network }, /^AWS_REGION is missing, AWS_ACCESS_KEY_ID is missing/],
])('%o is refused', (environment, message) => {
  expect(() => readConnectionSettings(environment)).toThrow(message)
})
