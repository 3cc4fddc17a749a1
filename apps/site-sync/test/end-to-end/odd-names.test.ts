import { expect, it, onTestFinished } from 'vitest'
import { startTestSite } from '../site.ts'

const names = [
  'café composed.html'.normalize('NFC'),
  'café composed.html'.normalize('NFD'),
  'with space/and more  .txt',
  'a+b.txt',
  '100%.txt',
  '%41.txt',
  'A.txt',
  '.well-known/.dot/...three',
  `it's "quoted" \`so\`.txt`,
  '<tag attr=1>&amp;.txt',
  'query?a=b#c.txt',
  'back\\slash.txt',
  'star*.txt',
  '~tilde(1)!@$;,:=[x]{y}|^.txt',
  'line\nbreak\ttab.txt',
  '日本語/頁.html',
  '🚢👩‍👩‍👧.png',
  'LICENSE',
  // 1,024 bytes, with no part longer than file systems take.
  `${'ä'.repeat(120)}/${'b'.repeat(240)}/${'c'.repeat(240)}/${'d'.repeat(240)}/${'e'.repeat(60)}`,
]
const files = Object.fromEntries(names.map((name, at) => [name, `file ${at}`]))

function sorted(some: object) {
  return Object.fromEntries(Object.entries(some).sort())
}

it('takes names as they are, there and back, from creating to deleting', async () => {
  expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBe(1_024)
  const site = await startTestSite({ 'index.html': 'home', ...files })
  onTestFinished(() => site.close())
  const first = await site.run(['--yes'])
  expect([first.code, first.stderr]).toEqual([0, ''])
  expect(site.stored()).toEqual(sorted({ 'index.html': 'home', ...files }))
  expect((await site.run(['--yes'])).stdout).toMatch(/Done: 20 no_change/)

  // Other headers for all of them, and other bytes; then they go.
  site.stub.objects.delete('.site-sync/manifest.json')
  expect((await site.run(['--yes'])).stdout).toMatch(/Done: 20 headers/)
  site.write(Object.fromEntries(names.map((name) => [name, 'other'])))
  const updated = await site.run(['--yes'])
  expect([updated.code, updated.stdout]).toEqual([0, expect.stringMatching(/19 update, 1 no_change/)])
  site.remove(...names)
  const deleted = await site.run(['--yes'])
  expect([deleted.code, deleted.stdout]).toEqual([0, expect.stringMatching(/19 delete/)])
  expect(site.stored()).toEqual({ 'index.html': 'home' })
  // A name cannot write over lines that were said.
  expect(first.stdout).toContain('line\\nbreak\\ttab.txt')
})
