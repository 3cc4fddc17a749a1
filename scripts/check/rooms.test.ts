import { describe, expect, it } from 'vitest'
import { findRoomCircles } from './rooms.ts'

const root = 'apps/site-sync/src'
const file = (path: string, ...imports: string[]) => ({ path: `${root}/${path}`, text: imports.join('\n') })

describe('circles between folders', () => {
  it.each([
    "import { a } from '../rules/a.ts'",
    "import type { A } from '../rules/a.ts'",
    "export { a } from '../rules/a.ts'",
    "const a = await import('../rules/a.ts')",
    "type A = import('../rules/a.ts').A",
  ])('are found through %s', (text) => {
    const circles = findRoomCircles(root, [
      file('plan/b.ts', text),
      file('rules/c.ts', "import { d } from '../plan/d.ts'"),
    ])
    expect(circles).toEqual([
      `plan -> rules -> plan: ${root}/plan/b.ts imports ${root}/rules/a.ts, ${root}/rules/c.ts imports ${root}/plan/d.ts`,
    ])
  })

  it('are found over three folders, and named once', () => {
    const circles = findRoomCircles(root, [
      file('a/a.ts', "import '../b/b.ts'"),
      file('b/b.ts', "import '../c/deep/c.ts'"),
      file('c/deep/c.ts', "import '../../a/a.ts'"),
    ])
    expect(circles).toHaveLength(1)
    expect(circles[0]).toMatch(/^a -> b -> c -> a: /)
  })

  it('are found between a folder and a file above it', () => {
    const circles = findRoomCircles(root, [
      file('main.ts', "import './cli/a.ts'"),
      file('cli/a.ts', "import '../main.ts'"),
    ])
    expect(circles).toHaveLength(1)
  })

  it('are none in a folder, in one direction, in tests, or outside of the root', () => {
    expect(
      findRoomCircles(root, [
        file('plan/a.ts', "import './b.ts'", "import '../model/c.ts'"),
        file('plan/b.ts', "import './a.ts'"),
        file('apply/a.ts', "import '../plan/a.ts'", "import '../model/c.ts'"),
        file('model/c.test.ts', "import '../plan/a.ts'"),
        file('model/d.ts', "import '../../bench/e.ts'"),
        { path: 'apps/site-sync/bench/e.ts', text: "import '../src/model/d.ts'" },
      ]),
    ).toEqual([])
  })
})
