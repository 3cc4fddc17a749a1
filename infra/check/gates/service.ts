import { parseConfig } from '../../../apps/api/src/config/config.ts'
import { settings } from '../../../apps/api/src/config/settings.ts'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { idsOf, resourcesOf, type StageTemplates } from '../stage-templates.ts'

type Container = {
  Name: string
  Environment: { Name: string; Value: unknown }[]
  Secrets: { Name: string }[]
  ReadonlyRootFilesystem: boolean
  Image: unknown
}

export function serviceGates(all: StageTemplates[]): Gate[] {
  return [
    search('the server understands the settings that its task gives it', () =>
      all.flatMap((stage) => {
        const { server } = containersOf(stage)
        const settings = Object.fromEntries(
          server.Environment.map(({ Name, Value }) => [Name, standIns[Name] ?? standIn(Value)]),
        )
        const secrets = Object.fromEntries(server.Secrets.map(({ Name }) => [Name, standIns[Name] ?? 'a-secret']))
        return problems(() => parseConfig({ ...settings, ...secrets }))
      }),
    ),
    search('a task sets what the server knows, and what a stage says reaches it', () =>
      all.flatMap((stage) => {
        const { server } = containersOf(stage)
        const given = [...server.Environment, ...server.Secrets].map(({ Name }) => Name)
        const { moderators, secrets, settings: more, traceShare } = stage.config
        const values = new Map(server.Environment.map(({ Name, Value }) => [Name, Value]))
        const wanted: Record<string, string> = {
          ...more,
          ...(moderators.length > 0 ? { MODERATORS: moderators.join() } : {}),
          OTEL_SERVICE_NAME: `cruddur-${stage.stage}`,
          OTEL_TRACES_SAMPLER_ARG: String(traceShare),
        }
        const secretNames = server.Secrets.map(({ Name }) => Name)
        return [
          ...given.filter((name) => !(name in settings || ofOthers.includes(name))).map((name) => `${name} is unknown`),
          ...Object.keys(wanted).filter((name) => values.get(name) !== wanted[name]),
          ...Object.keys(secrets).filter((name) => !secretNames.includes(name)),
        ].map((problem) => `${stage.stage}: ${problem}`)
      }),
    ),
    search(
      'only the task that prepares the database has the password of the administrator, and the server waits for it',
      () =>
        all.flatMap((stage) => {
          const { server, prepare } = containersOf(stage)
          const names = ({ Secrets }: Container) => Secrets.map(({ Name }) => Name).sort()
          const [prepared] = idsOf(stage, 'Custom::PreparedDatabase')
          const [service] = resourcesOf(stage, 'AWS::ECS::Service')
          return [
            ...(names(server).some((name) => name.startsWith('ADMIN')) ? [`the server has ${names(server)}`] : []),
            ...(names(prepare).includes('ADMIN_PASSWORD') ? [] : [`prepare has ${names(prepare)}`]),
            ...(prepared && service?.DependsOn?.includes(prepared) ? [] : ['the server does not wait for prepare']),
          ].map((problem) => `${stage.stage}: ${problem}`)
        }),
    ),
    search('containers can write to nothing but the data directory', () =>
      all.flatMap((stage) => {
        const { server, prepare } = containersOf(stage)
        const { shell } = stage.config.service
        return server.ReadonlyRootFilesystem !== shell && prepare.ReadonlyRootFilesystem ? [] : [stage.stage]
      }),
    ),
    search('an image knows its commit, and nothing else tells the server', () =>
      all.flatMap((stage) => {
        const [build] = resourcesOf(stage, 'AWS::CodeBuild::Project')
        const told = containersOf(stage).server.Environment.some(({ Name }) => Name === 'RELEASE')
        return [
          ...(JSON.stringify(build?.Properties.Source.BuildSpec).includes('--build-arg COMMIT=') ? [] : ['the build']),
          ...(told ? ['the task'] : []),
        ].map((problem) => `${stage.stage}: ${problem}`)
      }),
    ),
    search('what runs is named by a digest', () =>
      all.flatMap((stage) => {
        const parameter = stage.templates['Service']?.Parameters?.['ImageDigest'] as
          | { AllowedPattern?: string }
          | undefined
        const images = Object.values(containersOf(stage)).map(({ Image }) => JSON.stringify(Image))
        return [
          ...(parameter?.AllowedPattern === 'sha256:[0-9a-f]{64}' ? [] : ['the parameter takes anything']),
          ...images.filter((image) => !image.endsWith('"@",{"Ref":"ImageDigest"}]]}')),
        ]
      }),
    ),
    search('streams end themselves where a gateway would hold them back, and only there', () =>
      all.flatMap((stage) => {
        const { server } = containersOf(stage)
        const seconds = server.Environment.find(({ Name }) => Name === 'STREAM_MAX_SECONDS')?.Value
        if (stage.config.exposure.kind !== 'http-api') return seconds === undefined ? [] : [`${stage.stage} ends them`]
        return Number(seconds) < httpApiMaxSeconds ? [] : [`${stage.stage}: STREAM_MAX_SECONDS is ${seconds}`]
      }),
    ),
    search('a load balancer asks whether the server is alive, and lets streams be', () =>
      all.flatMap((stage) => {
        const [group] = resourcesOf(stage, 'AWS::ElasticLoadBalancingV2::TargetGroup')
        const [balancer] = resourcesOf(stage, 'AWS::ElasticLoadBalancingV2::LoadBalancer')
        if (!group || !balancer) return stage.config.exposure.kind === 'http-api' ? [] : [`${stage.stage} has none`]
        const idle = balancer.Properties.LoadBalancerAttributes.find(
          ({ Key }: { Key: string }) => Key === 'idle_timeout.timeout_seconds',
        )
        const { HealthCheckPath, Port, Protocol, ProtocolVersion } = group.Properties
        const made = [HealthCheckPath, Port, Protocol, ProtocolVersion, balancer.Properties.Scheme, idle?.Value].join()
        const scheme = stage.config.exposure.kind === 'public-alb' ? 'internet-facing' : 'internal'
        const wanted = `/api/health-check,4567,HTTP,HTTP1,${scheme},60`
        return made === wanted ? [] : [`${stage.stage}: ${made} in place of ${wanted}`]
      }),
    ),
  ]
}

function containersOf(stage: StageTemplates): { server: Container; prepare: Container } {
  const tasks = resourcesOf(stage, 'AWS::ECS::TaskDefinition')
  const containers: Container[] = tasks.flatMap(({ Properties }) => Properties.ContainerDefinitions)
  const find = (name: string) => {
    const found = containers.find(({ Name }) => Name === name)
    if (!found) throw new Error(`${stage.stage} has no container ${name}`)
    return { ...found, Environment: found.Environment ?? [], Secrets: found.Secrets ?? [] }
  }
  return { server: find('server'), prepare: find('prepare') }
}

/**
 * The longest that an HTTP API waits for a reply:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const httpApiMaxSeconds = 30

/** Read by Node and by the driver of PostgreSQL. */
const ofOthers = ['NODE_ENV', 'PGPASSWORD']

/** Names that have a form of their own. */
const standIns: Record<string, string> = {
  SMTP_URL: 'smtps://mail.example',
  RECEIPTS_SECRET: 'a-secret-of-thirty-two-letters-or-more',
  KMS_KEY_ID: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a-secret',
  AWS_COGNITO_USER_POOL_ID: 'us-east-1_AbCdEf123',
  AWS_COGNITO_USER_POOL_CLIENT_ID: '1h57kf5cpq17m0eml12example',
}

/** A value as it might be once CloudFormation has put the names of other resources in. */
function standIn(value: unknown): string {
  if (typeof value === 'string') return value
  const joined = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']
  return joined ? joined[1].map(standIn).join(joined[0]) : '5432'
}

function problems(parse: () => unknown): string[] {
  try {
    parse()
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}
