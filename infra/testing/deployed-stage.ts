import { join } from 'node:path'
import { bundleFunctions } from '../../apps/lambdas/src/bundle/bundle-functions.ts'
import { type StageTemplates, synthesize, type Template } from '../check/stage-templates.ts'
import { stages } from '../config.ts'
import { withExampleValues } from '../lib/config/example-stage.ts'
import { stackName, type stackOrder } from '../lib/config/names.ts'
import { imageDigestParameter } from '../lib/service/image-digest.ts'
import { account, type EmulatedAccount } from './emulated-account.ts'
import { templateForEmulator, unknownAttribute } from './emulator-templates.ts'

export const stage = 'prod'
export type StackName = (typeof stackOrder)[number]

export const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`

/** The stacks of `prod` with example values, ready for the emulator. */
export async function prepareStage(aws: EmulatedAccount, dir: string) {
  const bundles = join(dir, 'functions')
  await bundleFunctions(bundles)
  const input = stages[stage]
  if (!input) throw new Error('infra/config.ts has no stage prod')
  const example = withExampleValues(input)
  const zoneId = await aws.createZone(example.domain.zoneName)
  const provider = await aws.createGithubProvider()
  const made: StageTemplates = synthesize(
    stage,
    { ...example, account, domain: { ...example.domain, zoneId } },
    { bundles, outdir: join(dir, 'templates') },
  )
  await aws.uploadAssets(join(dir, 'templates'))
  const standIns = {
    'AWS::IAM::OIDCProvider': provider,
    [unknownAttribute]: `arn:aws:secretsmanager:us-east-1:${account}:secret:rds!db-1-AbCdEf`,
  }
  const dropped = new Set<string>()

  function templateOf(name: StackName): Template {
    const template = made.templates[name]
    if (!template) throw new Error(`there is no stack ${name}`)
    const result = templateForEmulator(template, standIns)
    for (const type of result.dropped) dropped.add(type)
    return result.template
  }

  return {
    config: made.config,
    templateOf,
    /** The types that were left out so far. */
    dropped: () => [...dropped].sort(),
    async deploy(name: StackName, template = templateOf(name)): Promise<void> {
      const parameters: Record<string, string> = name === 'Service' ? { [imageDigestParameter]: digestOf('a') } : {}
      await aws.create(stackName(stage, name), template, parameters)
    },
  }
}

/** Lets CloudFront reach a server of this machine in place of the origin inside the network. */
export function withLocalOrigin(template: Template, port: number): Template {
  const copy: Template = structuredClone(template)
  for (const { Type, Properties } of Object.values(copy.Resources)) {
    if (Type !== 'AWS::CloudFront::Distribution') continue
    for (const origin of Properties.DistributionConfig.Origins) {
      if (!origin.VpcOriginConfig) continue
      delete origin.VpcOriginConfig
      origin.DomainName = '127.0.0.1'
      origin.CustomOriginConfig = { HTTPPort: port, OriginProtocolPolicy: 'http-only' }
    }
  }
  return copy
}
