import { embeddedMetricNames } from '../../../apps/api/src/telemetry/metrics/embedded-metrics.ts'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { ownMetricNames } from '../../lib/observability/alarms.ts'
import { resourcesOf, type StageTemplates } from '../stage-templates.ts'

export function observabilityGates(all: StageTemplates[]): Gate[] {
  return [
    search('alarms are on metrics that the server exports', () =>
      ownMetricNames.filter((name) => !embeddedMetricNames.includes(name)),
    ),
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
