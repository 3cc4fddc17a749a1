import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stages } from '../config.ts'
import { parseStage, StageConfigError } from '../lib/config/stage-config.ts'
import { createApp } from '../lib/cruddur-app.ts'

// `npm run infra:synth -- --stage prod`: the templates of a stage, in infra/cdk.out.

const { values } = parseArgs({ options: { stage: { type: 'string', default: '' }, out: { type: 'string' } } })
try {
  createApp(parseStage(values.stage, stages), values.out ?? resolve(import.meta.dirname, '../cdk.out')).app.synth()
} catch (error) {
  if (!(error instanceof StageConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
