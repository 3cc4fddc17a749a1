import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { resourceName } from '../config/names.ts'
import type { StageConfig } from '../config/stage-config.ts'
import { type DataStack, databaseName, functionsRole } from '../stacks/data-stack.ts'
import type { NetworkStack } from '../stacks/network-stack.ts'

export type TriggersOptions = { config: StageConfig; network: NetworkStack; data: DataStack; bundles: string }

/** Each function with its trigger. The names are those of the bundles in apps/lambdas. */
const triggers = {
  'pre-sign-up': cognito.UserPoolOperation.PRE_SIGN_UP,
  'post-confirmation': cognito.UserPoolOperation.POST_CONFIRMATION,
}

/** Cognito waits no longer. */
const timeout = Duration.seconds(5)

/**
 * Lets the pool invoke our functions. They are in the isolated subnets and sign in to the database with an IAM token of
 * their role, so there is no password (docs/decisions/019).
 */
export function addTriggers(stack: Stack, pool: cognito.UserPool, options: TriggersOptions): void {
  const code = lambda.Code.fromAsset(options.bundles)
  for (const [name, operation] of Object.entries(triggers)) {
    pool.addTrigger(operation, createFunction(stack, name, code, options))
  }
}

function createFunction(
  stack: Stack,
  name: string,
  code: lambda.Code,
  { config, network, data }: TriggersOptions,
): lambda.Function {
  const functionName = resourceName(config.stage, name)
  const logGroup = new logs.LogGroup(stack, `${name}-logs`, {
    logGroupName: `/cruddur/${config.stage}/${name}`,
    retention: config.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const role = new iam.Role(stack, `${name}-role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })
  const allow = (sid: string, actions: string[], resources: string[]) =>
    role.addToPolicy(new iam.PolicyStatement({ sid, actions, resources }))
  allow('SignIn', ['rds-db:connect'], [data.signInArn(functionsRole)])
  // Lambda attaches the function to the VPC with these actions, which do not support resource-level permissions.
  allow('Network', networkActions, ['*'])
  // Lambda itself records each invocation in X-Ray, which needs no way out of the isolated subnets.
  if (config.traces) allow('Traces', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*'])
  logGroup.grantWrite(role)
  return new lambda.Function(stack, name, {
    functionName,
    description: 'Invoked by the user pool',
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    code,
    handler: `${name}.handler`,
    role: role.withoutPolicyUpdates(),
    timeout,
    memorySize: 256,
    tracing: config.traces ? lambda.Tracing.ACTIVE : lambda.Tracing.PASS_THROUGH,
    logGroup,
    vpc: network.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [network.functionGroup],
    environment: {
      CONNECTION_URL: `postgresql://${functionsRole}@${data.database.attrEndpointAddress}:${data.database.attrEndpointPort}/${databaseName}`,
    },
  })
}

const networkActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
]
