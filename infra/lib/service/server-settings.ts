import { resourceName } from '../config/names.ts'
import { apiPort } from '../config/ports.ts'
import { StageConfigError } from '../config/stage-config.ts'
import { type DataStack, databaseName, databaseRole } from '../stacks/data-stack.ts'
import { networkCidr } from '../stacks/network-stack.ts'
import type { ServiceStackProps } from './service-props.ts'

/** Where the image keeps the certificates of RDS: see the Dockerfile. */
const databaseCertificates = '/app/rds-certificates.pem'

/** An HTTP API passes on only what is complete within 30 s, so a stream ends with what it has: the page asks for more. */
const streamMaxSeconds = 20

/** The URL of PostgreSQL without its password, which the driver takes from PGPASSWORD. */
export function connectionUrl({ database }: DataStack): string {
  const host = `${database.attrEndpointAddress}:${database.attrEndpointPort}`
  return `postgresql://${databaseRole}@${host}/${databaseName}?sslmode=verify-full&sslrootcert=${databaseCertificates}`
}

/**
 * The settings of the server that are no secret, by the names in apps/api/src/config/settings.ts. The check starts the
 * product's own parser on them.
 *
 * @throws StageConfigError if the stage sets again what is set here
 */
export function serverSettings(props: ServiceStackProps): Record<string, string> {
  const made = madeSettings(props)
  const { settings, secrets, stage } = props.config
  const taken = [...Object.keys(settings), ...Object.keys(secrets)].filter((name) => fixedNames(made).includes(name))
  if (taken.length > 0)
    throw new StageConfigError(`stages.${stage} must not set ${taken.join(', ')}: the stack does, or the image`)
  // Who keeps snapshots of their own may say more.
  return { BACKUP_DAYS: String(props.config.database.backupDays), ...made, ...settings }
}

const fixedNames = (made: object) => [
  ...Object.keys(made),
  'DATA_DIR',
  'MODERATORS',
  'PGPASSWORD',
  'RECEIPTS_SECRET',
  'RELEASE',
  'SMTP_URL',
]

function madeSettings({ config, data, identity }: ServiceStackProps): Record<string, string> {
  const origin = `https://${config.domain.name}`
  const { exposure } = config
  return {
    NODE_ENV: 'production',
    HOST: '0.0.0.0',
    PORT: String(apiPort),
    CONNECTION_URL: connectionUrl(data),
    BACKEND_URL: origin,
    FRONTEND_URL: origin,
    TRUST_PROXY: [networkCidr, ...(exposure.kind === 'public-alb' ? exposure.cloudFrontRanges : [])].join(),
    AWS_DEFAULT_REGION: config.region,
    DDB_MESSAGE_TABLE: data.messages.tableName,
    // A ring in DATA_DIR would end with its task, and with it all that is sealed.
    DDB_KEY_TABLE: data.keyTable.tableName,
    KMS_KEY_ID: data.wrappingKey.keyArn,
    SHUTDOWN_TIMEOUT_MS: '20000',
    ...(exposure.kind === 'http-api' ? { STREAM_MAX_SECONDS: String(streamMaxSeconds) } : {}),
    // Lines of the log that CloudWatch turns into the metrics of our alarms.
    METRICS_EMF: 'on',
    // The dimension of those metrics too: see alarms.ts.
    OTEL_SERVICE_NAME: resourceName(config.stage),
    OTEL_TRACES_SAMPLER_ARG: String(config.traceShare),
    ...(config.moderators.length > 0 ? { MODERATORS: config.moderators.join() } : {}),
    ...(config.traces ? { XRAY: 'on' } : {}),
    ...(config.mail ? { MAIL_FROM: config.mail.from } : {}),
    ...(identity
      ? {
          AWS_COGNITO_USER_POOL_ID: identity.pool.userPoolId,
          AWS_COGNITO_USER_POOL_CLIENT_ID: identity.client.userPoolClientId,
        }
      : {}),
  }
}
