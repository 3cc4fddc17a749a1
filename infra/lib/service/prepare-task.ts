import { readFileSync } from 'node:fs'
import { CustomResource, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as ecs from 'aws-cdk-lib/aws-ecs'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { resourceName } from '../config/names.ts'
import { connectionUrl } from './server-settings.ts'
import type { ServiceStackProps } from './service-props.ts'
import { serverImage, taskOf } from './task.ts'

/**
 * A task that runs once and ends: it makes the roles of the database and brings its tables up to date. It alone has the
 * administrator's password, which RDS changes every seven days.
 */
export function createPrepareTask(
  scope: Stack,
  props: ServiceStackProps,
  imageDigest: string,
): ecs.FargateTaskDefinition {
  const { config, data, observability } = props
  const task = taskOf(scope, 'PrepareTask', { family: resourceName(config.stage, 'prepare'), cpu: 256, memoryMb: 512 })
  task.addContainer('prepare', {
    image: serverImage(props, imageDigest),
    user: '1000',
    readonlyRootFilesystem: true,
    command: ['node', 'scripts/prepare-database.ts', ...(config.identity === 'cognito' ? ['--functions'] : [])],
    environment: { CONNECTION_URL: connectionUrl(data) },
    secrets: {
      PGPASSWORD: ecs.Secret.fromSecretsManager(data.roleSecret, 'password'),
      ADMIN_USER: ecs.Secret.fromSecretsManager(data.administratorSecret, 'username'),
      ADMIN_PASSWORD: ecs.Secret.fromSecretsManager(data.administratorSecret, 'password'),
    },
    logging: ecs.LogDriver.awsLogs({ logGroup: observability.serviceLogs, streamPrefix: 'prepare' }),
  })
  props.registry.repository.grantPull(task.obtainExecutionRole())
  return task
}

type Runs = { task: ecs.FargateTaskDefinition; cluster: ecs.ICluster }

/**
 * Lets CloudFormation run the task whenever it changes, which is with each image, and go on only when it has succeeded. So
 * everybody who deploys does so in the right order: the command, the pipeline, and somebody with a template.
 *
 * @returns what the service must wait for, and the function that runs the task
 */
export function prepareDatabase(
  stack: Stack,
  { network, config }: ServiceStackProps,
  { task, cluster }: Runs,
): { prepared: CustomResource; runner: lambda.Function } {
  const runner = createRunner(stack, config, { task, cluster })
  const prepared = new CustomResource(stack, 'PreparedDatabase', {
    resourceType: 'Custom::PreparedDatabase',
    serviceToken: runner.functionArn,
    serviceTimeout: maxRuntime,
    properties: {
      Cluster: cluster.clusterName,
      TaskDefinition: task.taskDefinitionArn,
      Subnets: network.vpc.selectSubnets({ subnetType: ec2.SubnetType.PUBLIC }).subnetIds,
      SecurityGroups: [network.serviceGroup.securityGroupId],
    },
  })
  // The rights of its roles are there before it starts.
  prepared.node.addDependency(task)
  return { prepared, runner }
}

/** Without its comments: a template takes 4 KiB. The pipeline, which deploys a template alone, needs nothing beside it. */
function runnerCode(): string {
  const source = readFileSync(new URL('prepare-database.cjs', import.meta.url), 'utf8')
  return source.replace(/^ *(\/\/.*|\/\*\*.*\*\/)\n/gm, '')
}

/** The longest that Lambda allows. */
const maxRuntime = Duration.minutes(15)

function createRunner(stack: Stack, config: ServiceStackProps['config'], { task, cluster }: Runs): lambda.Function {
  const logGroup = new logs.LogGroup(stack, 'RunnerLogs', {
    logGroupName: `/cruddur/${config.stage}/prepare-database`,
    retention: config.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const role = new iam.Role(stack, 'RunnerRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })
  const allow = (sid: string, actions: string[], resources: string[], conditions = {}) =>
    role.addToPolicy(new iam.PolicyStatement({ sid, actions, resources, conditions }))
  const arn = (resource: string, name: string) => stack.formatArn({ service: 'ecs', resource, resourceName: name })
  allow('RunTask', ['ecs:RunTask'], [arn('task-definition', `${task.family}:*`)], {
    ArnEquals: { 'ecs:cluster': cluster.clusterArn },
  })
  allow('WatchTask', ['ecs:DescribeTasks', 'ecs:StopTask'], [arn('task', `${resourceName(config.stage)}/*`)])
  allow('PassTaskRoles', ['iam:PassRole'], [task.taskRole.roleArn, task.obtainExecutionRole().roleArn], {
    StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  })
  allow('SeeRollback', ['cloudformation:DescribeStacks'], [stack.stackId])
  logGroup.grantWrite(role)
  return new lambda.Function(stack, 'Runner', {
    functionName: resourceName(config.stage, 'prepare-database'),
    description: 'Runs the task that prepares the database, for CloudFormation',
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    code: lambda.Code.fromInline(runnerCode()),
    handler: 'index.handler',
    role,
    timeout: maxRuntime,
    memorySize: 256,
    logGroup,
  })
}
