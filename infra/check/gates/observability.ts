import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, type Gate, search } from '../../../scripts/check/gate.ts'
import { ownMetricNames } from '../../lib/observability/alarms.ts'
import { resourcesOf, type StageTemplates } from '../stage-templates.ts'

/** Where the server lists the metrics that CloudWatch gets from it. */
const metricsModule = join(checkout, 'apps/api/src/telemetry/metrics/embedded-metrics.ts')

export function observabilityGates(all: StageTemplates[]): Gate[] {
  return [
    {
      name: 'alarms are on metrics that the server exports',
      async check() {
        if (!existsSync(metricsModule))
          return { passed: true, skipped: true, words: 'this server exports no metrics yet' }
        const { embeddedMetricNames } = (await import(metricsModule)) as { embeddedMetricNames: string[] }
        const unknown = ownMetricNames.filter((name) => !embeddedMetricNames.includes(name))
        return { passed: unknown.length === 0, words: unknown.join(', ') }
      },
    },
    search('every alarm tells somebody, and says what it means', () =>
      all.flatMap((stage) =>
        resourcesOf(stage, 'AWS::CloudWatch::Alarm')
          .map(({ Properties }) => Properties)
          .filter(
            ({ AlarmActions, AlarmDescription }) => AlarmActions?.length !== 1 || !/[.:]/.test(AlarmDescription ?? ''),
          )
          .map(({ AlarmName }) => `${stage.stage}: ${AlarmName}`),
      ),
    ),
    search('every log group ends', () =>
      all.flatMap((stage) =>
        resourcesOf(stage, 'AWS::Logs::LogGroup')
          .filter(({ Properties }) => Properties.RetentionInDays !== stage.config.logDays)
          .map(({ Properties }) => `${stage.stage}: ${Properties.LogGroupName}`),
      ),
    ),
  ]
}
