import type * as ecs from 'aws-cdk-lib/aws-ecs'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { ServiceStackProps } from './service-props.ts'

/** What the store of direct messages asks of its table, and nothing more: no Scan, no change of the table. */
export const messageTableActions = [
  'dynamodb:DescribeTable',
  'dynamodb:DescribeTimeToLive',
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
]

/** What the ring of keys asks of its table: packages/key-ring. The first is how it finds out that nothing keeps copies. */
export const keyTableActions = [
  'dynamodb:DescribeContinuousBackups',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
]

/** What the ring asks of the key that wraps it. */
export const wrappingKeyActions = ['kms:GenerateDataKey', 'kms:Decrypt']

/** The actions of the pool that need rights. The rest of Cognito's API that the server calls is public. */
export const userPoolActions = [
  'cognito-idp:AdminGetUser',
  'cognito-idp:AdminSetUserPassword',
  'cognito-idp:AdminUpdateUserAttributes',
  'cognito-idp:AdminUserGlobalSignOut',
  'cognito-idp:AdminDeleteUser',
]

/** Gives the running server what it needs, and ECS what it needs to start it. */
export function grantRights(task: ecs.FargateTaskDefinition, props: ServiceStackProps): void {
  const { config, data, identity, registry } = props
  const allow = (sid: string, actions: string[], resources: string[]) =>
    task.addToTaskRolePolicy(new iam.PolicyStatement({ sid, actions, resources }))
  allow('Messages', messageTableActions, [data.messages.tableArn])
  allow('Keys', keyTableActions, [data.keyTable.tableArn])
  allow('WrapKeys', wrappingKeyActions, [data.wrappingKey.keyArn])
  if (identity) allow('Accounts', userPoolActions, [identity.pool.userPoolArn])
  // X-Ray does not support resource-level permissions for this action.
  if (config.traces) allow('Traces', ['xray:PutTraceSegments'], ['*'])
  // CDK cannot tell from the image's name that it is in our registry.
  registry.repository.grantPull(task.obtainExecutionRole())
}
