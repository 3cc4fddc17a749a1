import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { stages } from '../config.ts'
import { stackName, stackOrder } from '../lib/config/names.ts'
import { parseStage } from '../lib/config/stage-config.ts'
import { DeployError } from './deploy-error.ts'

export type StackPart = (typeof stackOrder)[number]

export type OpenedStage = Awaited<ReturnType<typeof openStage>>

/**
 * A stage whose templates are made, in the account that the credentials of the environment are for.
 *
 * @param given a folder of templates that were made before, in place of those of infra/config.ts
 * @throws StageConfigError that names what infra/config.ts misses
 * @throws DeployError if the credentials are for another account
 */
export async function openStage(stage: string, given?: string) {
  const assembly = given ?? (await makeTemplates(stage))
  const { account, region, names } = readManifest(assembly)
  const formation = new CloudFormationClient({ region })
  await checkAccount(account, region)

  const describe = async (name: string): Promise<Stack | null> => {
    const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName: name })).catch(absent)
    return Stacks[0] ?? null
  }
  const has = (part: StackPart) => names.includes(stackName(stage, part))

  return {
    stage,
    account,
    region,
    assembly,
    keepsData: given ? false : (stages[stage]?.keepData ?? true),
    nameOf: (part: StackPart) => stackName(stage, part),
    describe: (part: StackPart) => describe(stackName(stage, part)),
    isBootstrapped: async () => (await describe('CDKToolkit')) !== null,
    /** The stacks that are named, or all, in the order in which they are deployed. */
    choose(parts: string[]): StackPart[] {
      const all = stackOrder.filter(has)
      const unknown = parts.filter((part) => !all.some((name) => name === part))
      if (unknown.length > 0) throw new DeployError(`there is no stack ${unknown.join(', ')}: choose ${all.join(', ')}`)
      return parts.length > 0 ? all.filter((name) => parts.includes(name)) : all
    },
    /** Runs the CDK's own command line on the templates. */
    async cdk([command = '', ...args]: string[]): Promise<void> {
      const program = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin/cdk')
      const options = ['--app', assembly, '--no-notices', '--no-version-reporting']
      const child = spawn(process.execPath, [program, command, ...options, ...args], { stdio: 'inherit' })
      const [code] = await once(child, 'exit')
      if (code !== 0) throw new DeployError(`cdk ${command} failed: see above`)
    },
  }
}

async function makeTemplates(stage: string): Promise<string> {
  const config = parseStage(stage, stages)
  // They take seconds to load, which whoever has a value missing need not wait for.
  const { createApp } = await import('../lib/cruddur-app.ts')
  const { bundledFunctions } = await import('../lib/identity/bundled-functions.ts')
  const outdir = mkdtempSync(join(tmpdir(), 'cruddur-templates-'))
  createApp(config, { bundles: await bundledFunctions(), outdir }).app.synth()
  return outdir
}

type Manifest = { artifacts: Record<string, { type: string; environment?: string }> }

function readManifest(assembly: string): { account: string; region: string; names: string[] } {
  const { artifacts }: Manifest = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'))
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack')
  const [account = '', region = ''] = stacks[0]?.[1].environment?.replace('aws://', '').split('/') ?? []
  return { account, region, names: stacks.map(([name]) => name) }
}

async function checkAccount(account: string, region: string): Promise<void> {
  const sts = new STSClient({ region })
  const { Account } = await sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => {
    throw new DeployError(
      `AWS does not know who you are (sign in with aws sso login or aws configure, or set AWS_PROFILE): ${error.message}`,
    )
  })
  if (Account !== account) {
    throw new DeployError(`infra/config.ts says account ${account}, but the credentials are for ${Account}`)
  }
}

/** CloudFormation has no other error for a stack that is not there. */
function absent(error: Error): { Stacks: Stack[] } {
  if (error.name === 'ValidationError' && /does not exist/.test(error.message)) return { Stacks: [] }
  throw error
}
