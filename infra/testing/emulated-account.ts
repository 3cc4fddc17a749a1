import { resolve } from 'node:path'
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceDriftsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  DetectStackDriftCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { CreateOpenIDConnectProviderCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, type Credentials, STSClient } from '@aws-sdk/client-sts'
import { type Ministack, startMinistack } from '@cruddur/aws-emulators/ministack'
import type { Template } from '../check/stage-templates.ts'
import { packAssets } from './pack-assets.ts'

export const region = 'us-east-1'
/** The SDK that functions use. */
const modules = resolve(import.meta.dirname, '../node_modules')

/** The account of the emulator. */
export const account = '000000000000'

const wait = { maxWaitTime: 60, minDelay: 1, maxDelay: 1 }
const githubIssuer = 'token.actions.githubusercontent.com'

export type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

export type EmulatedAccount = Awaited<ReturnType<typeof startEmulatedAccount>>

/**
 * An empty account that verifies signatures and rights, unless it is told not to. It can have the hosted zone and GitHub's
 * provider that ours expects.
 */
export async function startEmulatedAccount({ iam: verifies = true } = {}) {
  const aws: Ministack = await startMinistack({ iam: verifies, modules })
  const root = { endpoint: aws.endpoint, region, credentials: aws.credentials }
  const formation = new CloudFormationClient(root)
  const iam = new IAMClient(root)
  const sts = new STSClient(root)
  const s3 = new S3Client(root)
  const ecr = new ECRClient(root)
  const dynamodb = new DynamoDBClient(root)
  const cognito = new CognitoIdentityProviderClient(root)

  const stackOf = async (StackName: string) => {
    const { Stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName }))
    return Stacks[0]
  }

  /** Why a stack was not made: the first of its resources that failed. */
  const firstFailure = async (StackName: string) => {
    const { StackEvents = [] } = await formation.send(new DescribeStackEventsCommand({ StackName }))
    const failed = StackEvents.findLast(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED'))
    return `${failed?.LogicalResourceId} ${failed?.ResourceStatusReason}`
  }

  return {
    ...root,
    async create(StackName: string, template: object, parameters: Record<string, string> = {}): Promise<void> {
      await formation.send(
        new CreateStackCommand({
          StackName,
          TemplateBody: JSON.stringify(template),
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          Parameters: parametersOf(parameters),
        }),
      )
      await waitUntilStackCreateComplete({ client: formation, ...wait }, { StackName }).catch(async () => {
        throw new Error(`${StackName}: ${await firstFailure(StackName)}`)
      })
    },
    /** @returns the status at the end, `UPDATE_COMPLETE` or `UPDATE_ROLLBACK_COMPLETE` */
    async update(StackName: string, template: object, parameters: Record<string, string>): Promise<string | undefined> {
      await formation.send(
        new UpdateStackCommand({
          StackName,
          TemplateBody: JSON.stringify(template),
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          Parameters: parametersOf(parameters),
        }),
      )
      // It throws when the update was rolled back, which is an answer here.
      await waitUntilStackUpdateComplete({ client: formation, ...wait }, { StackName }).catch(() => {})
      return (await stackOf(StackName))?.StackStatus
    },
    async remove(StackName: string): Promise<void> {
      await formation.send(new DeleteStackCommand({ StackName }))
      await waitUntilStackDeleteComplete({ client: formation, ...wait }, { StackName })
    },
    async output(StackName: string, key: string): Promise<string> {
      const found = (await stackOf(StackName))?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue
      if (!found) throw new Error(`${StackName} has no output ${key}`)
      return found
    },
    /** The physical ids of a stack's resources whose logical ids begin like this. */
    async resources(StackName: string, idStart: string): Promise<string[]> {
      const { StackResources = [] } = await formation.send(new DescribeStackResourcesCommand({ StackName }))
      return StackResources.filter(({ LogicalResourceId }) => LogicalResourceId?.startsWith(idStart)).map(
        ({ PhysicalResourceId }) => PhysicalResourceId ?? '',
      )
    },
    /** Lets CloudFormation compare a stack with its template. @returns the logical ids of what is otherwise, sorted */
    async drifted(StackName: string): Promise<string[]> {
      const { StackDriftDetectionId } = await formation.send(new DetectStackDriftCommand({ StackName }))
      const { DetectionStatus } = await formation.send(
        new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }),
      )
      if (DetectionStatus !== 'DETECTION_COMPLETE') throw new Error(`the detection of drift is ${DetectionStatus}`)
      const { StackResourceDrifts = [] } = await formation.send(
        new DescribeStackResourceDriftsCommand({
          StackName,
          StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
        }),
      )
      return StackResourceDrifts.map(({ LogicalResourceId }) => LogicalResourceId ?? '').sort()
    },
    /** Uploads what the templates in a folder refer to, as `cdk deploy` does. */
    async uploadAssets(folder: string): Promise<void> {
      for (const { zip, bucket, key } of await packAssets(folder)) {
        await s3.send(new CreateBucketCommand({ Bucket: bucket })).catch(acceptOwnBucket)
        await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: zip }))
      }
    },
    /** @returns the id of a zone of this name */
    async createZone(name: string): Promise<string> {
      const zone = { Type: 'AWS::Route53::HostedZone', Properties: { Name: name } } as Template['Resources'][string]
      await this.create('Zone', { Resources: { Zone: zone }, Outputs: { Id: { Value: { Ref: 'Zone' } } } })
      return this.output('Zone', 'Id')
    },
    /** @returns its ARN */
    async createGithubProvider(): Promise<string> {
      const provider = { Url: `https://${githubIssuer}`, ClientIDList: ['sts.amazonaws.com'] }
      const { OpenIDConnectProviderArn = '' } = await iam.send(new CreateOpenIDConnectProviderCommand(provider))
      return OpenIDConnectProviderArn
    },
    /** The keys that a task of this role gets. */
    async assumeTask(roleName: string): Promise<Keys> {
      const RoleArn = `arn:aws:iam::${account}:role/${roleName}`
      const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }))
      return keysOf(Credentials)
    },
    /** The keys that a job of GitHub gets with a token of this subject. The emulator does not verify its signature. */
    async assumeAsGithubJob(RoleArn: string, sub: string): Promise<Keys> {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const claims = { iss: `https://${githubIssuer}`, aud: 'sts.amazonaws.com', sub, exp: Date.now() / 1000 + 600 }
      const WebIdentityToken = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`
      const request = { RoleArn, RoleSessionName: 'job', WebIdentityToken }
      return keysOf((await sts.send(new AssumeRoleWithWebIdentityCommand(request))).Credentials)
    },
    /** The names of what is in the account. */
    async remains() {
      const [buckets, repositories, roles, tables, pools] = await Promise.all([
        s3.send(new ListBucketsCommand()),
        ecr.send(new DescribeRepositoriesCommand()),
        iam.send(new ListRolesCommand()),
        dynamodb.send(new ListTablesCommand()),
        cognito.send(new ListUserPoolsCommand({ MaxResults: 10 })),
      ])
      return {
        buckets: (buckets.Buckets ?? []).map(({ Name }) => Name),
        repositories: (repositories.repositories ?? []).map(({ repositoryName }) => repositoryName),
        roles: (roles.Roles ?? []).map(({ RoleName }) => RoleName),
        tables: tables.TableNames ?? [],
        userPools: (pools.UserPools ?? []).map(({ Name }) => Name),
      }
    },
    async stop(): Promise<void> {
      for (const client of [formation, iam, sts, s3, ecr, dynamodb, cognito]) client.destroy()
      await aws.stop()
    },
  }
}

const parametersOf = (parameters: Record<string, string>) =>
  Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }))

function keysOf(credentials: Credentials | undefined): Keys {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = credentials ?? {}
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken ? { sessionToken: SessionToken } : {}),
  }
}

function acceptOwnBucket(error: Error): void {
  if (error.name !== 'BucketAlreadyOwnedByYou') throw error
}
