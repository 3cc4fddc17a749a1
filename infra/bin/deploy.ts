import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { confirm } from '../deploy/confirm.ts'
import { DeployError, runCommand } from '../deploy/deploy-error.ts'
import { digestToDeploy, whatIsInTheRegistry } from '../deploy/image.ts'
import { openStage } from '../deploy/opened-stage.ts'
import { imageDigestParameter } from '../lib/service/image-digest.ts'

// `npm run deploy -- --stage prod [stack ...]`: shows what would change, asks, and does it, in order. Safe to repeat: what
// did not change is left alone, and the image that runs stays unless --image names another. --yes neither shows nor asks.

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: '' },
      image: { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
      assembly: { type: 'string' },
    },
  })
  const stage = await openStage(values.stage, values.assembly)
  try {
    const chosen = stage.choose(positionals)
    const digest = chosen.includes('Service') ? await digestToDeploy(stage, values.image) : null
    // Without an image there is no service, and the stacks after it depend on it.
    const ready = digest || !chosen.includes('Service') ? chosen : chosen.slice(0, chosen.indexOf('Service'))
    if (ready.length > 0) {
      const names = ready.map((name) => stage.nameOf(name))
      if (!(await stage.isBootstrapped())) {
        console.log(`The account is not prepared for the CDK yet: the stack CDKToolkit comes first.`)
      }
      if (!values.yes) await stage.cdk(['diff', '--method', 'template', ...names])
      await confirm(`Deploy ${ready.join(', ')} to account ${stage.account} in ${stage.region}?`, values.yes)
      if (!(await stage.isBootstrapped())) await stage.cdk(['bootstrap', `aws://${stage.account}/${stage.region}`])
      const parameters = digest ? ['--parameters', `${stage.nameOf('Service')}:${imageDigestParameter}=${digest}`] : []
      // The plan was shown before, so the stacks are changed directly, and together those that do not need each other.
      const how = [
        '--exclusively',
        '--require-approval=never',
        '--method=direct',
        '--concurrency=4',
        '--progress=events',
      ]
      await stage.cdk(['deploy', ...how, ...parameters, ...names])
    }
    if (ready.length < chosen.length) throw new DeployError(await whatIsInTheRegistry(stage))
  } finally {
    if (!values.assembly) rmSync(stage.assembly, { recursive: true, force: true })
  }
})
