import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs'
import type { Template } from '../check/stage-templates.ts'
import { resourceName } from '../lib/config/names.ts'
import type { EmulatedAccount } from './emulated-account.ts'

/** The image that the service of a stage runs; undefined if there is no service. */
export async function runningImage(aws: EmulatedAccount, stage: string): Promise<string | undefined> {
  const ecs = new ECSClient(aws)
  const name = resourceName(stage)
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: name, services: [name] }))
  if (!services[0]) return undefined
  const { taskDefinition } = services[0]
  const { taskDefinition: task } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))
  ecs.destroy()
  return task?.containerDefinitions?.find(({ name }) => name === 'server')?.image
}

/** A template that fails after the service was changed, so that there is something to take back. */
export function failingAfterService(template: Template): Template {
  const faulty = structuredClone(template)
  faulty.Resources['Faulty'] = {
    Type: 'AWS::Route53::RecordSet',
    Properties: {
      HostedZoneId: 'ZNOTTHERE',
      Name: 'x.cruddur.example',
      Type: 'A',
      TTL: '60',
      ResourceRecords: ['192.0.2.1'],
    },
    DependsOn: Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === 'AWS::ECS::Service')
      .map(([id]) => id),
  }
  return faulty
}

/** A template whose preparation of the database cannot even be started. */
export function failingBeforeService(template: Template): Template {
  const faulty = structuredClone(template)
  for (const { Type, Properties } of Object.values(faulty.Resources)) {
    if (Type === 'Custom::PreparedDatabase') Properties.TaskDefinition = 'cruddur-prod-prepare:999'
  }
  return faulty
}
