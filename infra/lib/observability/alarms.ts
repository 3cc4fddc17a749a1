import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { resourceName } from '../config/names.ts'
import type { StageConfig } from '../config/stage-config.ts'

const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator
const { BREACHING, NOT_BREACHING } = cloudwatch.TreatMissingData

type AlarmOf = cloudwatch.AlarmProps & { id: string }

/**
 * The namespace of the server's own metrics, and their dimension, which is its OTEL_SERVICE_NAME:
 * apps/api/src/telemetry/metrics/embedded-metrics.ts.
 */
const ownNamespace = 'Cruddur'
const ownDimensions = (name: string) => ({ Service: name })

/** Alarms on the server's own metrics, by their names. */
const ownAlarms: Record<string, { id: string; above: number; minutes: number; means: string }> = {
  ErasureLag: {
    id: 'erasure-late',
    above: 60,
    minutes: 2,
    means: 'Something that has ended is still stored after a minute. Nobody can read it, but guarantee 9 is broken.',
  },
  Errors: { id: 'errors', above: 0.1, minutes: 5, means: 'Requests fail with 500: search the log for level 50.' },
  Shed: {
    id: 'overload',
    above: 0.1,
    minutes: 5,
    means: 'Requests are refused for want of capacity: raise maxTasks or cpu.',
  },
  DurationP99: { id: 'slow', above: 1, minutes: 10, means: 'One request in a hundred takes more than a second.' },
  ConnectionsWaiting: { id: 'database-waited-for', above: 50, minutes: 5, means: 'Requests wait for PostgreSQL.' },
}

/** Compared with the metrics that the server exports. */
export const ownMetricNames = Object.keys(ownAlarms)

function alarmsOnOwnMetrics(name: string): AlarmOf[] {
  return Object.entries(ownAlarms).map(([metricName, { id, above, minutes, means }]) => ({
    id,
    alarmDescription: means,
    metric: metricOf(ownNamespace, metricName, cloudwatch.Stats.MAXIMUM, ownDimensions(name)),
    comparisonOperator: GREATER_THAN_THRESHOLD,
    threshold: above,
    evaluationPeriods: minutes,
    treatMissingData: NOT_BREACHING,
  }))
}

function postConfirmationAlarm(name: string): AlarmOf {
  const FunctionName = `${name}-post-confirmation`
  return {
    id: 'post-confirmation-fails',
    alarmDescription:
      'Rows of new people are not written at once, but at their first sign-in: look at the log of the function.',
    metric: metricOf('AWS/Lambda', 'Errors', cloudwatch.Stats.SUM, { FunctionName }),
    comparisonOperator: GREATER_THAN_THRESHOLD,
    threshold: 0,
    evaluationPeriods: 5,
    datapointsToAlarm: 2,
    treatMissingData: NOT_BREACHING,
  }
}

/** The alarms. The description of each says what it means and what to do. */
export function alarmsOf(config: StageConfig): AlarmOf[] {
  const name = resourceName(config.stage)
  const database = (metricName: string, statistic: string) =>
    metricOf('AWS/RDS', metricName, statistic, { DBInstanceIdentifier: name })
  const service = (metricName: string, statistic: string) => serviceMetric(name, metricName, statistic)
  const gib = 1024 ** 3
  return [
    ...alarmsOnOwnMetrics(name),
    // Refusals of the other function count as errors too: they are its work.
    ...(config.identity === 'cognito' ? [postConfirmationAlarm(name)] : []),
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

/** In the Service stack: silence is an alarm, so it must not exist before the service does. */
export function serviceDownAlarm(config: StageConfig): AlarmOf {
  return {
    id: 'service-down',
    alarmDescription: 'No task has reported for three minutes: look at the events of the service and at its log.',
    metric: serviceMetric(resourceName(config.stage), 'CPUUtilization', cloudwatch.Stats.SAMPLE_COUNT),
    comparisonOperator: LESS_THAN_THRESHOLD,
    threshold: 1,
    evaluationPeriods: 3,
    treatMissingData: BREACHING,
  }
}

function serviceMetric(name: string, metricName: string, statistic: string): cloudwatch.Metric {
  return metricOf('AWS/ECS', metricName, statistic, { ClusterName: name, ServiceName: name })
}

function metricOf(
  namespace: string,
  metricName: string,
  statistic: string,
  dimensionsMap: Record<string, string>,
): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace, metricName, statistic, dimensionsMap, period: Duration.minutes(1) })
}
