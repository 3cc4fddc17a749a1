import { matchesGlob } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { embeddedMetricNames } from '../../../apps/api/src/telemetry/metrics/embedded-metrics.ts'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { ownMetricNames } from '../../lib/observability/alarms.ts'
import { resourcesOf, type StageTemplates } from '../stage-templates.ts'

export function observabilityGates(all: StageTemplates[]): Gate[] {
  return [
    search('alarms are on metrics that the server exports', () =>
      ownMetricNames.filter((name) => !embeddedMetricNames.includes(name)),
    ),
    search('alarms are on the metrics of the server of their stage', () =>
      all.flatMap((stage) =>
        resourcesOf(stage, 'AWS::CloudWatch::Alarm')
          .map(({ Properties }) => Properties)
          .filter(({ Namespace }) => Namespace === 'Cruddur')
          .filter(
            ({ Dimensions }) => !isDeepStrictEqual(Dimensions, [{ Name: 'Service', Value: serviceNameOf(stage) }]),
          )
          .map(({ AlarmName, Dimensions }) => `${stage.stage}: ${AlarmName} ${JSON.stringify(Dimensions)}`),
      ),
    ),
    search('functions are traced, and the sampling rule names server and functions, where the stage says so', () =>
      all.flatMap((stage) => {
        const functions = resourcesOf(stage, 'AWS::Lambda::Function', 'Identity').map(({ Properties }) => Properties)
        const [rule] = resourcesOf(stage, 'AWS::XRay::SamplingRule')
        const pattern: string | undefined = rule?.Properties.SamplingRule.ServiceName
        const names = [serviceNameOf(stage), ...functions.map(({ FunctionName }) => FunctionName)]
        const traced = functions.filter(({ TracingConfig }) => TracingConfig?.Mode === 'Active')
        const wanted = stage.config.traces ? functions.length : 0
        return [
          ...(traced.length === wanted ? [] : [`${traced.length} functions are traced, not ${wanted}`]),
          ...(Boolean(pattern) === stage.config.traces ? [] : [`the sampling rule is ${pattern}`]),
          ...names.filter((name) => pattern && !matchesGlob(name, pattern)).map((name) => `no rule is for ${name}`),
        ].map((problem) => `${stage.stage}: ${problem}`)
      }),
    ),
    search('silence of a service that does not exist yet is no alarm', () =>
      all.flatMap((stage) =>
        Object.keys(stage.templates)
          .filter((name) => name !== 'Service')
          .flatMap((name) => resourcesOf(stage, 'AWS::CloudWatch::Alarm', name))
          .filter(({ Properties }) => Properties.TreatMissingData === 'breaching')
          .map(({ Properties }) => `${stage.stage}: ${Properties.AlarmName}`),
      ),
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

/** The name that the server of this stage is told to have. */
function serviceNameOf(stage: StageTemplates): string {
  const [task] = resourcesOf(stage, 'AWS::ECS::TaskDefinition')
  const variables = task?.Properties.ContainerDefinitions.flatMap(
    ({ Environment = [] }: { Environment?: { Name: string; Value: string }[] }) => Environment,
  )
  return variables.find(({ Name }: { Name: string }) => Name === 'OTEL_SERVICE_NAME')?.Value ?? ''
}
