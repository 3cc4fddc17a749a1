import { Duration } from 'aws-cdk-lib'
import * as ecs from 'aws-cdk-lib/aws-ecs'
import * as ssm from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import { apiPort } from '../config/ports.ts'
import { resourceName } from '../stacks/stage-stack.ts'
import { connectionUrl, serverSettings } from './server-settings.ts'
import type { ServiceStackProps } from './service-props.ts'

/** Where the server may write. Deleted with the task. */
const dataDir = '/data'

/** Time for running requests to finish once ECS stops a task; the server's own limit is shorter. */
const stopTimeout = Duration.seconds(30)

/**
 * One task: `prepare` makes the database's role and brings the tables up to date, and the server starts when it has
 * succeeded. Only `prepare` has the administrator's password. Each new task reads it again, so its rotation every seven days
 * breaks nothing.
 */
export function createTaskDefinition(
  scope: Construct,
  props: ServiceStackProps,
  imageDigest: string,
): ecs.FargateTaskDefinition {
  const { config, data, observability, registry } = props
  const task = new ecs.FargateTaskDefinition(scope, 'Task', {
    family: resourceName(config.stage),
    cpu: config.service.cpu,
    memoryLimitMiB: config.service.memoryMb,
    runtimePlatform: {
      cpuArchitecture: ecs.CpuArchitecture.ARM64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
    volumes: [{ name: 'data' }],
  })
  const image = ecs.ContainerImage.fromRegistry(`${registry.repository.repositoryUri}@${imageDigest}`)
  const common = { image, user: '1000', readonlyRootFilesystem: !config.service.shell }
  const logging = (streamPrefix: string) => ecs.LogDriver.awsLogs({ logGroup: observability.serviceLogs, streamPrefix })
  const password = ecs.Secret.fromSecretsManager(data.roleSecret, 'password')

  const prepare = task.addContainer('prepare', {
    ...common,
    essential: false,
    command: ['node', 'scripts/prepare-database.ts', ...(config.identity === 'cognito' ? ['--functions'] : [])],
    environment: { CONNECTION_URL: connectionUrl(data) },
    secrets: {
      PGPASSWORD: password,
      ADMIN_USER: ecs.Secret.fromSecretsManager(data.administratorSecret, 'username'),
      ADMIN_PASSWORD: ecs.Secret.fromSecretsManager(data.administratorSecret, 'password'),
    },
    logging: logging('prepare'),
  })

  const server = task.addContainer('server', {
    ...common,
    essential: true,
    environment: { ...serverSettings(props, imageDigest), DATA_DIR: dataDir },
    secrets: {
      PGPASSWORD: password,
      RECEIPTS_SECRET: ecs.Secret.fromSecretsManager(data.receiptsSecret),
      ...parameterSecrets(scope, props),
    },
    portMappings: [{ name: 'api', containerPort: apiPort, appProtocol: ecs.AppProtocol.http }],
    healthCheck: {
      command: ['CMD', 'node', 'scripts/container-health.ts'],
      interval: Duration.seconds(15),
      timeout: Duration.seconds(5),
      retries: 3,
      startPeriod: Duration.minutes(1),
    },
    stopTimeout,
    linuxParameters: new ecs.LinuxParameters(scope, 'Linux', { initProcessEnabled: true }),
    logging: logging('server'),
  })
  server.addMountPoints({ sourceVolume: 'data', containerPath: dataDir, readOnly: false })
  server.addContainerDependencies({ container: prepare, condition: ecs.ContainerDependencyCondition.SUCCESS })
  return task
}

/** What ECS reads from SSM when it starts a task. */
function parameterSecrets(scope: Construct, { config }: ServiceStackProps): Record<string, ecs.Secret> {
  const names = { ...config.secrets, ...(config.mail ? { SMTP_URL: config.mail.smtpUrlParameter } : {}) }
  return Object.fromEntries(
    Object.entries(names).map(([name, parameterName]) => {
      const parameter = ssm.StringParameter.fromSecureStringParameterAttributes(scope, name, { parameterName })
      return [name, ecs.Secret.fromSsmParameter(parameter)]
    }),
  )
}
