import { expect, it } from 'vitest'
import { localPath } from './local-path.ts'

const origin = 'https://cruddur.example'

it.each([
  ['/@worf/status/1?a=b#reply', '/@worf/status/1?a=b#reply'],
  [null, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['evil', '/'],
])('%s leads to %s', (asked, path) => expect(localPath(asked, origin)).toBe(path))
