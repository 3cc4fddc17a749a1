import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { confirm } from '../deploy/confirm.ts'
import { DeployError, runCommand } from '../deploy/deploy-error.ts'
import { emptyBuckets } from '../deploy/empty-buckets.ts'
import { openStage } from '../deploy/opened-stage.ts'

// `npm run destroy -- --stage dev [stack ...]`: deletes stacks, the last first, with all data unless `keepData` is set.

const holdData = ['Data', 'Identity', 'Registry', 'Network']

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: '' },
      yes: { type: 'boolean', short: 'y', default: false },
      assembly: { type: 'string' },
    },
  })
  const stage = await openStage(values.stage, values.assembly)
  try {
    const chosen = stage.choose(positionals).toReversed()
    const kept = stage.keepsData ? chosen.filter((name) => holdData.includes(name)) : []
    if (kept.length > 0) {
      throw new DeployError(
        `${values.stage} keeps its data (keepData in infra/config.ts), so ${kept.join(', ')} are not deleted here: name the stacks to delete, such as Service`,
      )
    }
    const words = `Delete ${chosen.join(', ')} of ${values.stage} in account ${stage.account}, with everything in them?`
    await confirm(words, values.yes)
    for (const name of chosen) await emptyBuckets(stage, name)
    await stage.cdk(['destroy', '--exclusively', '--force', ...chosen.map((name) => stage.nameOf(name))])
  } finally {
    if (!values.assembly) rmSync(stage.assembly, { recursive: true, force: true })
  }
})
