import { expect, it } from 'vitest'
import { findCredentialedBuilds, findUnpinnedActions } from './workflows.ts'

it('actions are pinned by their commits; ours need no pin', () => {
  const pinned = `- uses: actions/checkout@${'0a'.repeat(20)} # v5\n  uses: ./actions/ours`
  expect(findUnpinnedActions(pinned)).toEqual([])
  expect(findUnpinnedActions('      - uses: actions/checkout@v5')).toHaveLength(1)
})

const job = (name: string, permission: string, run: string) => `  ${name}:
    permissions:
      id-token: ${permission}
    steps:
      - name: Install and build
        run: ${run}
`

it.each(['npm ci', 'npm test', 'npm run --silent sync -- --yes', 'npx vite build', 'node scripts/install.mjs'])(
  'a job that may ask for credentials does not run %s',
  (run) => {
    const found = findCredentialedBuilds(`permissions:\n  contents: read\njobs:\n${job('apply', 'write', run)}`)
    expect(found).toEqual([`apply may ask for credentials and runs "${run}": build in a job before it`])
    const all = `permissions:\n  contents: read\n  id-token: write\n\njobs:\n${job('apply', 'none', run)}`
    expect(findCredentialedBuilds(all)).toHaveLength(1)
  },
)

it('a job without credentials builds, and one with them installs without running anything', () => {
  const workflow = `permissions:\n  contents: read\n\njobs:\n${job('build', 'none', 'npm run build')}${job('apply', 'write', 'npm ci --ignore-scripts --omit=dev')}`
  expect(findCredentialedBuilds(workflow)).toEqual([])
})
