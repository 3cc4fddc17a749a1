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
  ['/?next=//evil.example', '/?next=//evil.example'],
  ['/#//evil.example', '/#//evil.example'],
  ['/@worf//x', '/@worf//x'],
  ['/./@worf', '/@worf'],
  ['/x:y', '/x:y'],
  ['/user@evil.example', '/user@evil.example'],
  // Dots that lead to a path with two slashes in front, which the browser reads as a host.
  ['/.//x', '/'],
  ['/./\\x', '/'],
  ['/..//x', '/'],
  ['/a/..//x', '/'],
  ['/a/../..//evil.example/b', '/'],
  ['/%2e//x', '/'],
  ['/.%2E//x', '/'],
  ['/\n./\t/x', '/'],
  ['/.//', '/'],
  ['//', '/'],
  ['///evil.example', '/'],
  ['/\\\\evil.example', '/'],
  ['//[', '/'],
  [' //evil.example', '/'],
  ['https:/evil.example', '/'],
  ['https://cruddur.example.evil.example/', '/'],
  ['data:text/html,x', '/'],
])('%s leads to %s', (asked, path) => expect(localPath(asked, origin)).toBe(path))
