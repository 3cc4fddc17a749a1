import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr'
import { GetRoleCommand, IAMClient, UpdateRoleCommand } from '@aws-sdk/client-iam'
import { ministackSuite } from '@cruddur/aws-emulators/ministack'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleFunctions } from '../../apps/lambdas/src/bundle/bundle-functions.ts'
import { synthesize } from '../check/stage-templates.ts'
import { stages } from '../config.ts'
import { withExampleValues } from '../lib/config/example-stage.ts'
import { stackOrder } from '../lib/config/names.ts'
import { account, type EmulatedAccount, region, startEmulatedAccount } from '../testing/emulated-account.ts'
import { templateForEmulator, unknownAttribute } from '../testing/emulator-templates.ts'
import { playPreparation } from '../testing/play-preparation.ts'

const run = promisify(execFile)
const infra = resolve(import.meta.dirname, '..')
const { title, skip } = await ministackSuite('npm run deploy')

// Each test goes on from where the one before left the account.
describe.skipIf(skip)(title, () => {
  const dir = mkdtempSync(join(tmpdir(), 'cruddur-deploy-'))
  const assembly = join(dir, 'templates')
  let aws: EmulatedAccount

  beforeAll(async () => {
    aws = await startEmulatedAccount({ iam: false })
    const input = stages['dev']
    if (!input) throw new Error('infra/config.ts has no stage dev')
    const example = withExampleValues({ ...input, account })
    const zoneId = await aws.createZone(example.domain.zoneName)
    const bundles = join(dir, 'functions')
    await bundleFunctions(bundles)
    const made = synthesize('dev', { ...example, domain: { ...example.domain, zoneId } }, { bundles, outdir: assembly })
    const standIns = { [unknownAttribute]: `arn:aws:secretsmanager:${region}:${account}:secret:rds!db-1-AbCdEf` }
    for (const [name, path] of Object.entries(made.files)) {
      const { template } = templateForEmulator(made.templates[name] ?? { Resources: {} }, standIns)
      writeFileSync(path, JSON.stringify(template))
    }
  }, 120_000)

  afterAll(async () => {
    await aws?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const command = (program: 'deploy' | 'destroy', ...args: string[]) =>
    run(process.execPath, [join(infra, `bin/${program}.ts`), '--stage', 'dev', '--assembly', assembly, ...args], {
      cwd: dir,
      env: {
        ...{ PATH: process.env['PATH'], HOME: dir, CI: 'true', AWS_ENDPOINT_URL: aws.endpoint, AWS_REGION: region },
        ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
      },
    })

  const stackNames = async () => {
    const { Stacks = [] } = await new CloudFormationClient(aws).send(new DescribeStacksCommand({}))
    return Stacks.map(({ StackName }) => StackName)
  }

  test('nothing is done unless somebody says yes', async () => {
    await expect(command('deploy')).rejects.toMatchObject({
      stderr: expect.stringContaining('Nobody is here to ask'),
      stdout: expect.stringContaining('AWS::EC2::VPC'),
    })
    expect(await stackNames()).toEqual(['Zone'])
    await expect(command('deploy', 'Databse')).rejects.toMatchObject({
      stderr: /^there is no stack Databse: choose Network/,
    })
  }, 120_000)

  test('from an empty account it goes as far as it can without an image, and says how to push one', async () => {
    await expect(command('deploy', '--yes')).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'docker buildx build --platform linux/arm64 --build-arg COMMIT=$commit --tag 000000000000.dkr.ecr.us-east-1',
      ),
    })
    expect(await stackNames()).toEqual(expect.arrayContaining(['CDKToolkit', 'Cruddur-dev-Observability']))
    expect(await stackNames()).not.toContain('Cruddur-dev-Service')
  }, 180_000)

  test('with an image it does the rest, and the same again changes nothing', async () => {
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      config: { digest: `sha256:${'d'.repeat(64)}` },
      layers: [],
    })
    await new ECRClient(aws).send(
      new PutImageCommand({ repositoryName: 'cruddur-dev', imageManifest, imageTag: 'first' }),
    )
    await Promise.all([command('deploy', '--yes'), playPreparation(aws, 'dev')])
    const names = await stackNames()
    expect(stackOrder.filter((name) => !names.includes(`Cruddur-dev-${name}`))).toEqual([])
    const { stdout, stderr } = await command('deploy', '--yes', 'Network')
    expect(stdout + stderr).toContain('(no changes)')
  }, 180_000)

  test('CloudFormation names what somebody changed by hand', async () => {
    const stack = 'Cruddur-dev-Delivery'
    expect(await aws.drifted(stack)).toEqual([])
    const [RoleName = ''] = (await aws.resources(stack, 'DeployRole')).filter((name) => !name.includes('Policy'))
    const iam = new IAMClient(aws)
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
    await iam.send(new UpdateRoleCommand({ RoleName, Description: 'Changed by hand' }))
    expect(await aws.drifted(stack)).toEqual([expect.stringMatching(/^DeployRole/)])
    await iam.send(new UpdateRoleCommand({ RoleName, Description: Role?.Description }))
    expect(await aws.drifted(stack)).toEqual([])
  })

  test('destroy leaves nothing of a stage that keeps no data, apart from what the CDK prepared', async () => {
    await command('destroy', '--yes')
    expect((await stackNames()).filter((name) => name?.startsWith('Cruddur'))).toEqual([])
    expect(await aws.remains()).toMatchObject({
      buckets: [expect.stringMatching(/^cdk-/)],
      repositories: [expect.stringMatching(/^cdk-/)],
      tables: [],
      userPools: [],
    })
  }, 180_000)
})
