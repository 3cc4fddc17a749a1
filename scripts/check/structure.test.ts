import { describe, expect, it } from 'vitest'
import { readSources } from './sources.ts'
import * as structure from './structure.ts'

const source = (path: string, text: string) => [{ path, text }]
const store = 'apps/api/src/features/feeds/feeds.store.ts'

describe('the structural checks refuse', () => {
  it.each([
    "import { a } from '../users/users.ts'",
    "import type { A } from '../users/users.ts'",
    "await import('../users/a.ts')",
  ])('an import of one feature by another: %s', (text) => {
    expect(structure.findFeatureImports(source(store, text))).toHaveLength(1)
    expect(structure.findFeatureImports(source('apps/web/src/features/feed/Feed.tsx', text))).toHaveLength(1)
  })

  it.each([
    'select 1 from activities',
    'join ACTIVITIES a',
    'update activities set',
    'from\n  activities',
    'from only activities',
  ])('a read that bypasses the view: %s', (text) => {
    expect(structure.findReadsPastTheView(source(store, text))).toHaveLength(1)
  })

  it.each([
    'select handle from users u where u.handle = 1',
    'from live_activities a\n  join users u on u.uuid = a.user_uuid',
    "import { isNotMuted } from '../../visibility/conditions.ts'\nselect message from live_activities",
    "import { activityColumns } from '../../visibility/activity-columns.ts'\nfrom live_activities a",
    'delete from follows using users u where u.handle = 1',
  ])('a store that shows people or cruds to anybody: %s', (text) => {
    expect(structure.findReadsWithoutVisibility(source(store, text))).toHaveLength(1)
  })

  it('a read of the environment elsewhere', () => {
    expect(structure.findEnvironmentReads(source('apps/api/src/app.ts', 'process.env.PORT'))).toHaveLength(1)
    expect(structure.findEnvironmentReads(source('packages/storage/src/a.ts', "process.env['A']"))).toHaveLength(1)
  })

  it('a file of more than 250 lines', () => {
    expect(structure.findLongFiles(source('a.ts', 'x\n'.repeat(251)))).toHaveLength(1)
  })

  it('a folder of more than 30 files', () => {
    const files = Array.from({ length: 31 }, (_, count) => ({ path: `apps/web/src/ui/${count}.tsx`, text: '' }))
    expect(structure.findFullFolders(files)).toHaveLength(1)
  })

  it('a style sheet of more than 250 lines', () => {
    const sheets = readSources().filter(({ path }) => path.endsWith('.css'))
    expect(sheets.map(({ path }) => path)).toContain('apps/web/src/styles/index.css')
    const grown = sheets.map(({ path, text }) => ({ path, text: text + '\n'.repeat(251) }))
    expect(structure.findLongFiles(grown)).toHaveLength(sheets.length)
  })

  it('a lock file that names somebody’s registry', () => {
    expect(structure.findHostsInLock('"resolved": "http://npm.example:4873/x/-/x-1.tgz"')).toHaveLength(1)
  })
})

describe('the structural checks accept', () => {
  it('imports of a feature’s own files, of what is above it and of packages', () => {
    const text =
      "import { route } from '../../route.ts'\nimport { a } from './a.ts'\nimport { b } from '@cruddur/contract/b'"
    expect(structure.findFeatureImports(source(store, text))).toEqual([])
  })

  it('reads of the view, inserts, and the erasers', () => {
    const text = 'from live_activities join live_activities; insert into activities; from activities_log'
    expect(structure.findReadsPastTheView(source(store, text))).toEqual([])
    const eraser = source('apps/api/src/retention/lags.store.ts', 'delete from activities')
    expect(structure.findReadsPastTheView(eraser)).toEqual([])
  })

  it('a store that asks who reads, and reads of the caller’s own row', () => {
    const asks = "import { isNotBlocked } from '../../visibility/conditions.ts'\nfrom users u where ok"
    const findable = "import { isFindable, isNotMuted } from '../visibility/conditions.ts'\nfrom users u"
    const own = 'select uuid from users where cognito_user_uuid = 1; from users u where u.cognito_user_uuid = 1'
    for (const text of [asks, findable, own]) {
      expect(structure.findReadsWithoutVisibility(source(store, text)), text).toEqual([])
    }
    expect(
      structure.findReadsWithoutVisibility(source('apps/api/src/features/feeds/feeds.ts', 'from users u')),
    ).toEqual([])
  })

  it('a folder of 30 files and their tests', () => {
    const files = Array.from({ length: 30 }, (_, count) => [`a/${count}.ts`, `a/${count}.test.ts`, `a/b/${count}.ts`])
    expect(structure.findFullFolders(files.flat().map((path) => ({ path, text: '' })))).toEqual([])
  })

  it('a file of 250 lines, and the public registry', () => {
    expect(structure.findLongFiles(source('a.ts', 'x\n'.repeat(250)))).toEqual([])
    expect(structure.findHostsInLock('"resolved": "https://registry.npmjs.org/x"')).toEqual([])
  })
})
