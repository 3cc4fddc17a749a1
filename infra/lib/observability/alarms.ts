import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import type { StageConfig } from '../config/stage-config.ts'
import { resourceName } from '../stacks/stage-stack.ts'

const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator
const { BREACHING, NOT_BREACHING } = cloudwatch.TreatMissingData

type AlarmOf = cloudwatch.AlarmProps & { id: string }

/** What somebody must look at. Each says in its description what it means and what to do. */
export function alarmsOf(config: StageConfig): AlarmOf[] {
  const name = resourceName(config.stage)
  const database = (metricName: string, statistic: string) =>
    metricOf('AWS/RDS', metricName, statistic, { DBInstanceIdentifier: name })
  const service = (metricName: string, statistic: string) =>
    metricOf('AWS/ECS', metricName, statistic, { ClusterName: name, ServiceName: name })
  const gib = 1024 ** 3
  return [
    {
      id: 'service-down',
      alarmDescription: 'No task has reported for three minutes: look at the events of the service and at its log.',
      metric: service('CPUUtilization', cloudwatch.Stats.SAMPLE_COUNT),
      comparisonOperator: LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 3,
      treatMissingData: BREACHING,
    },
    {
      id: 'service-cpu',
      alarmDescription: 'The tasks are busy although there may be more of them: raise maxTasks or cpu.',
      metric: service('CPUUtilization', cloudwatch.Stats.AVERAGE),
      comparisonOperator: GREATER_THAN_THRESHOLD,
      threshold: 85,
      evaluationPeriods: 10,
      treatMissingData: NOT_BREACHING,
    },
    {
      id: 'service-memory',
      alarmDescription: 'A task is about to be ended for want of memory: raise memoryMb.',
      metric: service('MemoryUtilization', cloudwatch.Stats.MAXIMUM),
      comparisonOperator: GREATER_THAN_THRESHOLD,
      threshold: 90,
      evaluationPeriods: 5,
      treatMissingData: NOT_BREACHING,
    },
    {
      id: 'database-cpu',
      alarmDescription: 'PostgreSQL is busy: look at Performance Insights, or take a larger instanceClass.',
      metric: database('CPUUtilization', cloudwatch.Stats.AVERAGE),
      comparisonOperator: GREATER_THAN_THRESHOLD,
      threshold: 85,
      evaluationPeriods: 10,
      treatMissingData: NOT_BREACHING,
    },
    {
      id: 'database-memory',
      alarmDescription: 'PostgreSQL has less than 100 MiB left: take a larger instanceClass.',
      metric: database('FreeableMemory', cloudwatch.Stats.MINIMUM),
      comparisonOperator: LESS_THAN_THRESHOLD,
      threshold: 100 * 1024 ** 2,
      evaluationPeriods: 10,
      treatMissingData: NOT_BREACHING,
    },
    {
      id: 'database-storage',
      alarmDescription: 'PostgreSQL has less than 2 GiB left and did not grow by itself: raise storageGb.',
      metric: database('FreeStorageSpace', cloudwatch.Stats.MINIMUM),
      comparisonOperator: LESS_THAN_THRESHOLD,
      threshold: 2 * gib,
      evaluationPeriods: 5,
      treatMissingData: NOT_BREACHING,
    },
    ...['ReadThrottleEvents', 'WriteThrottleEvents'].map((metricName) => ({
      id: metricName.startsWith('Read') ? 'messages-reads-refused' : 'messages-writes-refused',
      alarmDescription: 'DynamoDB refuses requests for direct messages: look at the limits of the account.',
      metric: metricOf('AWS/DynamoDB', metricName, cloudwatch.Stats.SUM, { TableName: `${name}-messages` }),
      comparisonOperator: GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 3,
      treatMissingData: NOT_BREACHING,
    })),
  ]
}

function metricOf(
  namespace: string,
  metricName: string,
  statistic: string,
  dimensionsMap: Record<string, string>,
): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace, metricName, statistic, dimensionsMap, period: Duration.minutes(1) })
}
