import { expect, it } from 'vitest'
import { findPhysicalDirections } from './directions.ts'

const find = (line: string) =>
  findPhysicalDirections([{ path: 'apps/web/src/styles/a.css', text: `.a {\n  ${line}\n}` }])

it.each([
  'margin-left: 8px;',
  'padding-right: 0;',
  'border-left: 1px solid;',
  'left: 0;',
  'text-align: right;',
  'border-top-left-radius: 4px;',
  'padding: 4px 8px 4px 0;',
  'inset: 0 auto auto calc(2 * (1px + 2px));',
])('a side that does not mirror is refused: %s', (line) => {
  expect(find(line)).toEqual([`apps/web/src/styles/a.css:2 does not mirror: ${line}`])
})

it.each([
  'margin-inline-start: 8px;',
  'inset-inline: 0 auto;',
  'text-align: start;',
  'padding: 4px 8px calc(8px + env(safe-area-inset-bottom));',
  'padding: 4px 8px 2px 8px;',
  'padding-bottom: env(safe-area-inset-left);',
])('what mirrors itself is accepted: %s', (line) => expect(find(line)).toEqual([]))
