import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  StopTaskCommand,
} from '@aws-sdk/client-ecs'
import { vi } from 'vitest'
import { resourceName } from '../lib/config/names.ts'
import type { EmulatedAccount } from './emulated-account.ts'

const startsWithinMs = 120_000

/**
 * Does what Fargate does with the task that prepares the database, which the emulator only notes down: waits until the
 * task is started, runs its container, and ends it. CloudFormation waits for that.
 *
 * @param run what the container does
 */
export async function playPreparation(
  aws: EmulatedAccount,
  stage: string,
  run: (container: ContainerDefinition) => Promise<void> = async () => {},
): Promise<void> {
  const ecs = new ECSClient(aws)
  const cluster = resourceName(stage)
  const family = resourceName(stage, 'prepare')
  try {
    const task = await vi.waitFor(
      async () => {
        const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, family, desiredStatus: 'RUNNING' }))
        const [arn] = taskArns
        if (!arn) throw new Error(`no task of ${family} runs`)
        return arn
      },
      { timeout: startsWithinMs, interval: 100 },
    )
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [task] }))
    const taskDefinition = tasks[0]?.taskDefinitionArn
    const made = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))
    const [container] = made.taskDefinition?.containerDefinitions ?? []
    if (!container) throw new Error(`${taskDefinition} has no container`)
    await run(container)
    await ecs.send(new StopTaskCommand({ cluster, task }))
  } finally {
    ecs.destroy()
  }
}
