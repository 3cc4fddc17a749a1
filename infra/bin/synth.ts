import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stages } from '../config.ts'
import { parseStage, StageConfigError } from '../lib/config/stage-config.ts'

// `npm run infra:synth -- --stage prod`: the templates of a stage, in infra/cdk.out.

const { values } = parseArgs({ options: { stage: { type: 'string', default: '' }, out: { type: 'string' } } })
try {
  const config = parseStage(values.stage, stages)
  const { createApp } = await import('../lib/cruddur-app.ts')
  const { bundledFunctions } = await import('../lib/identity/bundled-functions.ts')
  const outdir = values.out ?? resolve(import.meta.dirname, '../cdk.out')
  createApp(config, { bundles: await bundledFunctions(), outdir }).app.synth()
} catch (error) {
  if (!(error instanceof StageConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
