import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { CognitoIdentityProviderClient, DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import { ministackSuite } from '@cruddur/aws-emulators/ministack'
import { createMessage, listMessages } from '@cruddur/contract/messages'
import type {} from '@cruddur/storage/embedded-test-server'
import { messageTableDefinition } from '@cruddur/storage/message-table'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../apps/api/src/testing/test-app.ts'
import { stackName, stackOrder } from '../lib/config/names.ts'
import { subjectsOf } from '../lib/delivery/github-roles.ts'
import { contentSecurityPolicy } from '../lib/site/security-headers.ts'
import { askDistribution } from '../testing/ask-distribution.ts'
import { digestOf, prepareStage, stage, withLocalOrigin } from '../testing/deployed-stage.ts'
import { type EmptyDatabase, startEmptyDatabase } from '../testing/empty-database.ts'
import { account, type EmulatedAccount, type Keys, region, startEmulatedAccount } from '../testing/emulated-account.ts'
import { unknownTypes } from '../testing/emulator-templates.ts'
import { playPreparation } from '../testing/play-preparation.ts'
import { queryOf, requestsBeyondTask } from '../testing/requests-beyond-task.ts'
import { failingAfterService, failingBeforeService, runningImage } from '../testing/service-updates.ts'

const run = promisify(execFile)
const checkout = resolve(import.meta.dirname, '../..')
const { title, skip } = await ministackSuite('all stacks')

// Each test goes on from where the one before left the account.
describe.skipIf(skip)(title, () => {
  const dir = mkdtempSync(join(tmpdir(), 'cruddur-deployed-'))
  let aws: EmulatedAccount
  let stacks: Awaited<ReturnType<typeof prepareStage>>
  let api: TestApp
  let database: EmptyDatabase

  beforeAll(async () => {
    database = await startEmptyDatabase()
    aws = await startEmulatedAccount()
    stacks = await prepareStage(aws, dir)
  }, 120_000)

  afterAll(async () => {
    vi.unstubAllEnvs()
    await api?.close()
    await aws?.stop()
    await database?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const nameOf = (name: (typeof stackOrder)[number]) => stackName(stage, name)
  const dynamodb = (credentials: Keys) => new DynamoDBClient({ ...aws, credentials })

  test('what the server stands on is deployed in order', async () => {
    for (const name of stackOrder.slice(0, stackOrder.indexOf('Service'))) await stacks.deploy(name)
    expect(await aws.output(nameOf('Data'), 'MessageTable')).toBe('cruddur-prod-messages')
  }, 120_000)

  test('the database is prepared once, by a task of its own, before there is a service', async () => {
    const prepare = async (container: ContainerDefinition) => {
      expect(container.image).toContain(`@${digestOf('a')}`)
      expect(await database.runContainer(container)).toBe('The database is ready.\n')
      expect(await runningImage(aws, stage)).toBeUndefined()
    }
    await Promise.all([stacks.deploy('Service'), playPreparation(aws, stage, prepare)])
    expect(await database.made()).toEqual({
      roles: ['cruddur', 'cruddur_admin', 'cruddur_functions', 'postgres'],
      tables: expect.toSatisfy((tables: number) => tables > 10),
    })
    expect(await runningImage(aws, stage)).toContain(`@${digestOf('a')}`)
  }, 120_000)

  test('the pool invokes the functions that were uploaded', async () => {
    const cognito = new CognitoIdentityProviderClient(aws)
    const UserPoolId = await aws.output(nameOf('Identity'), 'UserPoolId')
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }))
    const arnOf = (name: string) => `arn:aws:lambda:${region}:${account}:function:cruddur-prod-${name}`
    expect(UserPool?.LambdaConfig).toMatchObject({
      PreSignUp: arnOf('pre-sign-up'),
      PostConfirmation: arnOf('post-confirmation'),
    })
  })

  test('the server keeps sealed messages and their keys with the rights of its task, and may do nothing else', async () => {
    const table = await aws.output(nameOf('Data'), 'MessageTable')
    // The emulator makes the table without its TTL.
    await dynamodb(aws.credentials).send(new UpdateTimeToLiveCommand(messageTableDefinition(table).timeToLive))
    const [role] = await aws.resources(nameOf('Service'), 'TaskTaskRole')
    const keys = await aws.assumeTask(role ?? '')
    const keyTable = await aws.output(nameOf('Data'), 'KeyTable')
    const wrappingKey = await aws.output(nameOf('Data'), 'WrappingKeyArn')
    stubKeys(keys)
    api = await startTestApp({
      DDB_MESSAGE_TABLE: table,
      DDB_KEY_TABLE: keyTable,
      RECEIPTS_SECRET: 'a-secret-of-thirty-two-letters-or-more',
      KMS_KEY_ID: wrappingKey,
      AWS_DEFAULT_REGION: region,
      AWS_ENDPOINT_URL: aws.endpoint,
      BACKEND_URL: `https://${stacks.config.domain.name}`,
    })
    const [ada, bob] = [await api.member('ada'), await api.member('bob')]
    const { reply } = await api.call(createMessage, { handle: 'bob', message: 'from the task' }, { as: ada })
    const group = (reply as { message_group_uuid: string }).message_group_uuid
    const read = await api.call(listMessages, { message_group_uuid: group }, { as: bob })
    expect(JSON.stringify(read.reply)).toContain('from the task')

    const client = dynamodb(keys)
    expect((await client.send(queryOf(keyTable, 'RING'))).Items).not.toEqual([])
    await client.send(queryOf(table, 'nobody'))
    for (const refused of requestsBeyondTask({ ...aws, credentials: keys }, { table, keyTable, wrappingKey })) {
      await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' })
    }
  }, 120_000)

  test('site and delivery are deployed too, apart from the types that the emulator does not know', async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = api.app.server.address() as AddressInfo
    await stacks.deploy('Site', withLocalOrigin(stacks.templateOf('Site'), port))
    await stacks.deploy('Delivery')
    expect(stacks.dropped()).toEqual(unknownTypes)
  }, 60_000)

  test('GitHub gets the role of a job in both forms of its name, and no other job does', async () => {
    const { github } = stacks.config
    const role = await aws.output(nameOf('Delivery'), 'SyncRole')
    for (const sub of subjectsOf(github, 'environment:prod')) {
      expect((await aws.assumeAsGithubJob(role, sub)).sessionToken).toBeTruthy()
    }
    const others = [
      ...subjectsOf(github, 'pull_request'),
      ...subjectsOf(github, 'ref:refs/heads/main'),
      ...subjectsOf(github, 'environment:prod2'),
      ...subjectsOf({ ...github, owner: 'another', ownerId: '9' }, 'environment:prod'),
      ...subjectsOf({ ...github, ownerId: '9' }, 'environment:prod').slice(1),
    ]
    for (const sub of others) {
      await expect(aws.assumeAsGithubJob(role, sub), sub).rejects.toMatchObject({
        name: expect.stringMatching(/AccessDenied/),
      })
    }
  })

  test('site-sync puts the site there with the rights of that role; those of a pull request only plan', async () => {
    const { github } = stacks.config
    const bucket = await aws.output(nameOf('Site'), 'BucketName')
    const distribution = await aws.output(nameOf('Site'), 'DistributionId')
    const site = join(dir, 'site')
    await run('mkdir', ['-p', join(site, 'assets')])
    writeFileSync(join(site, 'index.html'), '<!doctype html><title>Cruddur</title>')
    writeFileSync(join(site, 'assets/app-abc123.js'), 'console.log(1)')
    writeFileSync(join(site, 'sw.js'), '')
    const sync = async (role: 'SyncRole' | 'SyncPlanRole', job: string, ...args: string[]) => {
      const keys = await aws.assumeAsGithubJob(
        await aws.output(nameOf('Delivery'), role),
        subjectsOf(github, job)[1] ?? '',
      )
      const env = {
        ...{ PATH: process.env['PATH'], HOME: dir, S3_BUCKET: bucket, CLOUDFRONT_DISTRIBUTION_ID: distribution },
        ...{ AWS_REGION: region, AWS_ENDPOINT_URL: aws.endpoint, BUILD_DIR: site },
        ...environmentOf(keys),
      }
      return run(process.execPath, [join(checkout, 'apps/site-sync/src/cli.ts'), ...args], { cwd: dir, env })
    }
    expect((await sync('SyncPlanRole', 'pull_request', 'plan')).stdout).toContain('index.html')
    await expect(sync('SyncPlanRole', 'pull_request', '--yes')).rejects.toThrow()
    await sync('SyncRole', 'environment:prod', '--yes', '--wait')
  }, 60_000)

  test('CloudFront serves files with their headers, the app at every address, and the server at its own', async () => {
    const host = await aws.output(nameOf('Site'), 'DistributionDomain')
    const page = await askDistribution(aws.endpoint, host, '/')
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<title>Cruddur</title>') })
    expect(page.headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age=31536000'),
    })
    expect((await askDistribution(aws.endpoint, host, '/settings/muted')).body).toBe(page.body)
    expect((await askDistribution(aws.endpoint, host, '/assets/app-abc123.js')).body).toBe('console.log(1)')
    expect((await askDistribution(aws.endpoint, host, '/sw.js')).headers['cache-control']).toBe('no-cache')
    expect(await askDistribution(aws.endpoint, host, '/privacy-policy')).toMatchObject({
      status: 301,
      headers: { location: `https://${stacks.config.domain.name}/privacy` },
    })
    expect(await askDistribution(aws.endpoint, host, '/api/health-check')).toMatchObject({
      status: 200,
      body: '{"success":true,"ver":1}',
    })
    const profile = await askDistribution(aws.endpoint, host, '/@ada')
    expect(profile).toMatchObject({ status: 200, body: expect.stringContaining('(@ada) on Cruddur') })
    expect(profile.headers['cache-control']).toBe('no-store')
    const bucket = await aws.output(nameOf('Site'), 'BucketName')
    expect((await fetch(`${aws.endpoint}/${bucket}/index.html`)).status).toBe(403)
  })

  test('a new digest is deployed, and an update that fails is taken back', async () => {
    const service = nameOf('Service')
    const template = stacks.templateOf('Service')
    const update = (changed: object, digest: string) => aws.update(service, changed, { ImageDigest: digest })
    const [updated] = await Promise.all([update(template, digestOf('b')), playPreparation(aws, stage)])
    expect(updated).toBe('UPDATE_COMPLETE')
    expect(await runningImage(aws, stage)).toContain(`@${digestOf('b')}`)

    const late = [update(failingAfterService(template), digestOf('c')), playPreparation(aws, stage)]
    expect((await Promise.all(late))[0]).toBe('UPDATE_ROLLBACK_COMPLETE')
    // The way back prepared nothing: nobody has played such a task.
    expect(await runningImage(aws, stage)).toContain(`@${digestOf('b')}`)
    expect(await update(failingBeforeService(template), digestOf('d'))).toBe('UPDATE_ROLLBACK_COMPLETE')
    expect(await runningImage(aws, stage)).toContain(`@${digestOf('b')}`)
  }, 90_000)

  test('an image that is not named by a digest is refused', async () => {
    const template = stacks.templateOf('Service')
    await expect(aws.update(nameOf('Service'), template, { ImageDigest: 'latest' })).rejects.toThrow(
      /ImageDigest|pattern/i,
    )
  })

  test('after everything is deleted there is what is kept on purpose', async () => {
    for (const name of stackOrder.toReversed()) await aws.remove(nameOf(name))
    expect(await aws.remains()).toEqual({
      // The first is that of cdk bootstrap.
      buckets: [expect.stringMatching(/^cdk-/), expect.stringMatching(/^cruddur-prod-site-/)],
      repositories: ['cruddur-prod'],
      roles: [],
      tables: ['cruddur-prod-keys', 'cruddur-prod-messages'],
      userPools: ['cruddur-prod'],
    })
  }, 60_000)
})

function environmentOf({ accessKeyId, secretAccessKey, sessionToken = '' }: Keys): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  }
}

/** The SDK of AWS looks for them in the environment. */
function stubKeys(keys: Keys): void {
  for (const [name, value] of Object.entries(environmentOf(keys))) vi.stubEnv(name, value)
}
