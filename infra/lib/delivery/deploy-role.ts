import type { Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import { resourceName } from '../config/names.ts'
import type { DeliveryStackProps } from './delivery-props.ts'

/**
 * What CloudFormation may do for the pipeline: register the two task definitions, let the database be prepared, and update the
 * one service. It cannot change anything else in the stack; `npm run deploy` can.
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
  const families = service.tasks.map(({ family }) => arn('task-definition', `${family}:*`))
  allow('RegisterTask', ['ecs:RegisterTaskDefinition', 'ecs:TagResource'], families)
  // These two actions do not support resource-level permissions.
  allow('RetireTask', ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition'], ['*'])
  allow('PrepareDatabase', ['lambda:InvokeFunction'], [service.runnerArn])
  const roles = service.tasks.flatMap((task) => [task.taskRole.roleArn, task.obtainExecutionRole().roleArn])
  allow('PassTaskRoles', ['iam:PassRole'], roles, {
    StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  })
  return role
}
