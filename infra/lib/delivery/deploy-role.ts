import type { Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import { resourceName } from '../stacks/stage-stack.ts'
import type { DeliveryStackProps } from './delivery-props.ts'

/**
 * What CloudFormation may do for the pipeline: register a task definition and update the one service with it. It cannot change
 * anything else in the stack; `npm run deploy` can.
 */
export function createDeployRole(stack: Stack, { config, service }: DeliveryStackProps): iam.Role {
  const role = new iam.Role(stack, 'DeployRole', {
    description: 'Updates the service for the pipeline',
    assumedBy: new iam.ServicePrincipal('cloudformation.amazonaws.com'),
  })
  const name = resourceName(config.stage)
  const arn = (resource: string, resourceName: string) => stack.formatArn({ service: 'ecs', resource, resourceName })
  const allow = (sid: string, actions: string[], resources: string[], conditions = {}) =>
    role.addToPolicy(new iam.PolicyStatement({ sid, actions, resources, conditions }))

  const serviceActions = ['ecs:UpdateService', 'ecs:DescribeServices', 'ecs:ListServiceDeployments']
  allow('UpdateService', serviceActions, [arn('service', `${name}/${name}`)])
  allow('WatchDeployment', ['ecs:DescribeServiceDeployments'], [arn('service-deployment', `${name}/${name}/*`)])
  allow('ReadRevision', ['ecs:DescribeServiceRevisions'], [arn('service-revision', `${name}/${name}/*`)])
  allow('RegisterTask', ['ecs:RegisterTaskDefinition', 'ecs:TagResource'], [arn('task-definition', `${name}:*`)])
  // These two actions do not support resource-level permissions.
  allow('RetireTask', ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition'], ['*'])
  allow('PassTaskRoles', ['iam:PassRole'], [service.taskRoleArn, service.executionRoleArn], {
    StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  })
  return role
}
