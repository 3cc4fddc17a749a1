import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFunctions } from '../../apps/lambdas/src/bundle/bundle-functions.ts'
import { program } from '../../scripts/check/gate.ts'
import { runGates } from '../../scripts/check/run-gates.ts'
import { stages } from '../config.ts'
import { withExampleValues } from '../lib/config/example-stage.ts'
import { configGates } from './gates/config.ts'
import { costGates } from './gates/costs.ts'
import { identityGates } from './gates/identity.ts'
import { keyGates } from './gates/keys.ts'
import { linterGates } from './gates/linters.ts'
import { networkAndDataGates } from './gates/network-and-data.ts'
import { observabilityGates } from './gates/observability.ts'
import { rightsGates } from './gates/rights.ts'
import { ruleGates } from './gates/rules.ts'
import { serviceGates } from './gates/service.ts'
import { siteGates } from './gates/site.ts'
import { snapshotGates } from './gates/snapshot.ts'
import { publicStage } from './public-stage.ts'
import { synthesize } from './stage-templates.ts'

// `npm run infra:check`: all checks of the templates that need no account, in one process.

const out = mkdtempSync(join(tmpdir(), 'cruddur-infra-'))
try {
  const bundles = join(out, 'functions')
  await bundleFunctions(bundles)
  const entries = Object.entries(stages).map(([stage, input]) => [stage, withExampleValues(input)] as const)
  const own = entries.map(([stage, input]) => synthesize(stage, input, { bundles, outdir: join(out, stage) }))
  const all = [...own, synthesize('public', publicStage(entries), { bundles, outdir: join(out, 'public') })]
  const passed = await runGates('infra', [
    program('types of infra', 'tsc', '--noEmit', '-p', 'infra'),
    ...configGates(),
    ...networkAndDataGates(all),
    ...keyGates(all),
    ...identityGates(all),
    ...serviceGates(all),
    ...siteGates(all),
    ...rightsGates(all),
    ...observabilityGates(all),
    ...costGates(own),
    ...snapshotGates(all, process.argv.includes('--update')),
    ...ruleGates(all),
    ...linterGates(all),
  ])
  process.exitCode = passed ? 0 : 1
} finally {
  rmSync(out, { recursive: true })
}
