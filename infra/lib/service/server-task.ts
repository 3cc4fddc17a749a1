import { Duration } from 'aws-cdk-lib'
import * as ecs from 'aws-cdk-lib/aws-ecs'
import * as ssm from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import { resourceName } from '../config/names.ts'
import { apiPort } from '../config/ports.ts'
import { serverSettings } from './server-settings.ts'
import type { ServiceStackProps } from './service-props.ts'
import { serverImage, taskOf } from './task.ts'

/** Where the server may write. Deleted with the task. */
const dataDir = '/data'

/** Time for running requests to finish once ECS stops a task; the server's own limit is shorter. */
const stopTimeout = Duration.seconds(30)

/** What serves: a task whose database is ready, because another one prepared it before (prepare-task.ts). */
export function createServerTask(
  scope: Construct,
  props: ServiceStackProps,
  imageDigest: string,
): ecs.FargateTaskDefinition {
  const { config, data, observability } = props
  const { cpu, memoryMb, shell } = config.service
  const task = taskOf(scope, 'Task', {
    ...{ family: resourceName(config.stage), cpu, memoryMb },
    volumes: [{ name: 'data' }],
  })
  const server = task.addContainer('server', {
    image: serverImage(props, imageDigest),
    user: '1000',
    readonlyRootFilesystem: !shell,
    environment: { ...serverSettings(props), DATA_DIR: dataDir },
    secrets: {
      PGPASSWORD: ecs.Secret.fromSecretsManager(data.roleSecret, 'password'),
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
    logging: ecs.LogDriver.awsLogs({ logGroup: observability.serviceLogs, streamPrefix: 'server' }),
  })
  server.addMountPoints({ sourceVolume: 'data', containerPath: dataDir, readOnly: false })
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
