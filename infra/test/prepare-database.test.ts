import { createRequire } from 'node:module'
import type { Task } from '@aws-sdk/client-ecs'
import { expect, test } from 'vitest'

type Failure = { mayStart: boolean; words: string }

const { failureOf }: { failureOf(task: Task): Failure | undefined } = createRequire(import.meta.url)(
  '../lib/service/prepare-database.cjs',
)

const task = {
  taskArn: 'arn:aws:ecs:us-east-1:123456789012:task/cruddur-prod/0123abcd',
  stoppedReason: 'Essential container in task exited',
}

test('a task that ended with 0 has prepared the database', () => {
  expect(failureOf({ ...task, containers: [{ exitCode: 0 }] })).toBeUndefined()
})

test('one that ended otherwise says how, and is not run again', () => {
  expect(failureOf({ ...task, containers: [{ exitCode: 1 }] })).toEqual({
    mayStart: false,
    words:
      'the database was not prepared: the task ended with 1: Essential container in task exited. Its log is in prepare/0123abcd',
  })
  const killed = failureOf({ ...task, containers: [{ exitCode: 137, reason: 'OutOfMemoryError' }] })
  expect(killed?.words).toContain('ended with 137: OutOfMemoryError')
})

test('one that did not start may be run again, because new rights take some seconds', () => {
  const stoppedReason = 'ResourceInitializationError: unable to pull secrets'
  for (const containers of [[], [{ name: 'prepare' }]]) {
    const failure = failureOf({ ...task, stoppedReason, containers })
    expect(failure).toEqual({ mayStart: true, words: expect.stringContaining(`did not start: ${stoppedReason}`) })
  }
})
