import { expect, it } from 'vitest'
import { nameApiOrigin } from './api-origin.ts'

type Tags = () => { attrs: { content: string } }[]
const contents = (text: string | undefined) =>
  (nameApiOrigin(text).transformIndexHtml as unknown as Tags)().map(({ attrs }) => attrs.content)

it.each([
  [undefined, []],
  ['', []],
  [' ', []],
  ['https://api.cruddur.example', ['https://api.cruddur.example']],
  ['https://API.cruddur.example:443/', ['https://api.cruddur.example']],
  ['http://127.0.0.1:4567', ['http://127.0.0.1:4567']],
])('%j names %j', (text, named) => expect(contents(text)).toEqual(named))

it.each([
  'api.cruddur.example',
  '*',
  'https://a/api',
  'https://a?b',
  'https://u:p@a',
  'ftp://a',
  'javascript:alert(1)',
])('refuses %j', (text) => expect(() => contents(text)).toThrow('VITE_API_ORIGIN must be an origin'))
