import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('is kept by a flag that this V8 has: another is refused aloud', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })
  expect(stdout).toContain('--semi-space-growth-factor')
})
