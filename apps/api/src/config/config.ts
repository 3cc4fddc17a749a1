import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { ReceiptKeySource } from '../receipts/receipt-key.ts'
import { backendUrlOf } from './backend-url.ts'
import { ConfigError, type ConfigProblem } from './config-error.ts'
import { adviceOn, findContradictions } from './contradictions.ts'
import { adviceOnDatabase, checkDatabaseVariables } from './database-protection.ts'
import { type Environment, readEnvFile } from './env-file.ts'
import { identityProviderOf } from './identity-provider.ts'
import { findFreePort } from './listening.ts'
import { checkEnvironmentNames, checkFileNames, isSetting, noticesOn } from './setting-names.ts'
import { type SettingName, settings, type Values } from './settings.ts'
import { telemetryOf } from './telemetry-config.ts'

const checkout = resolve(import.meta.dirname, '../../../..')

export type Config = ReturnType<typeof parseConfig>

/**
 * Reads the settings from the environment and, where a setting is not there, from `.env` in the checkout. Port 0 becomes a
 * free port, so that addresses made from it are right.
 *
 * @throws ConfigError
 */
export async function readConfig(args = process.argv.slice(2)): Promise<Config> {
  const file = readEnvFile(resolve(checkout, '.env'))
  const config = parseConfig(process.env, file, args)
  if (config.port !== 0) return config
  return parseConfig({ ...process.env, PORT: String(await findFreePort(config.host)) }, file)
}

/**
 * Parses settings. An empty setting counts as unset. `parseConfig({})` returns the defaults.
 *
 * @throws ConfigError with every problem found
 */
export function parseConfig(environment: Environment, file: Environment = {}, args: string[] = []) {
  const names = [...new Set([...Object.keys(environment), ...Object.keys(file)])]
  const texts: Environment = { ...withoutEmpty(file), ...withoutEmpty(environment) }
  const { values, problems } = parseValues(texts)
  problems.push(
    ...args.map((setting) => ({ setting, problem: 'is not understood: settings come from the environment or .env' })),
    ...checkFileNames(Object.keys(file)),
    ...checkEnvironmentNames(Object.keys(withoutEmpty(environment))),
    ...(problems.length > 0 ? [] : findContradictions(values)),
    ...checkDatabaseVariables(values, environment),
  )
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...arrange(values), notices: [...noticesOn(names), ...adviceOn(values), ...adviceOnDatabase(values)] }
}

const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, text]) => text?.trim()))

function parseValues(texts: Environment): { values: Values; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = []
  const values: Partial<Record<SettingName, unknown>> = {}
  for (const name of Object.keys(settings).filter(isSetting)) {
    const setting: { default?: string; schema: (typeof settings)[SettingName]['schema'] } = settings[name]
    const result = setting.schema.safeParse(texts[name] ?? setting.default)
    if (result.success) values[name] = result.data
    else problems.push({ setting: name, problem: result.error.issues[0]?.message ?? 'cannot be read' })
  }
  return { values: values as Values, problems }
}

function arrange(values: Values) {
  const dataDir = resolve(checkout, values.DATA_DIR)
  const backendUrl = backendUrlOf(values)
  const frontends = values.FRONTEND_URL ?? [backendUrl]
  return {
    host: values.HOST,
    port: values.PORT,
    telemetry: telemetryOf(values),
    /** Absolute. */
    dataDir,
    database: databaseOf(values, dataDir),
    mail: mailOf(values, resolve(dataDir, 'outbox')),
    messages: messagesOf(values),
    keys: keysOf(values, resolve(dataDir, 'keys')),
    identity: identityProviderOf(values),
    /** Origin at which people reach this server. */
    backendUrl,
    /** Origin of the pages, for links. */
    frontendUrl: frontends[0] ?? backendUrl,
    /** Origins whose pages may call the API. */
    origins: [...new Set([...frontends, backendUrl])],
    /** Addresses and networks whose X-Forwarded-For is believed. */
    trustProxy: values.TRUST_PROXY ?? [],
    /** Handles of the people who may read reports. */
    moderators: values.MODERATORS ?? [],
    /** Origins that push notes may be sent to beside the known push services. */
    pushServices: values.PUSH_SERVICES ?? [],
    receiptKey: receiptKeyOf(values, dataDir),
    /** What /proof says of this server. `release` is undefined when the operator named none. */
    proof: {
      release: values.RELEASE,
      sourceUrl: values.SOURCE_URL ?? null,
      backupDays: values.BACKUP_DAYS ?? null,
      oneMinuteCruds: values.RATE_LIMIT_ONE_MINUTE,
    },
    metrics: metricsOf(values),
    shedding: sheddingOf(values),
    rateLimits: {
      address: values.RATE_LIMIT_ADDRESS,
      person: values.RATE_LIMIT_PERSON,
      seldom: values.RATE_LIMIT_WEB_ERRORS,
    },
    identityLimits: {
      signUpsFromAddress: values.RATE_LIMIT_SIGN_UP,
      handleChecksFromAddress: values.RATE_LIMIT_HANDLE_ADDRESS,
      signInsFromAddress: values.RATE_LIMIT_SIGN_IN_ADDRESS,
      signInsOfAccount: values.RATE_LIMIT_SIGN_IN_ACCOUNT,
      codesFromAddress: values.RATE_LIMIT_CODE_ADDRESS,
      codesOfAccount: values.RATE_LIMIT_CODE_ACCOUNT,
      codesOfAccountPerDay: values.RATE_LIMIT_CODE_ACCOUNT_DAY,
      emailsFromAddress: values.RATE_LIMIT_LETTER_ADDRESS,
      emailsToAccount: values.RATE_LIMIT_LETTER_ACCOUNT,
    },
    /** `interval` in milliseconds, `batch` in rows, `lagLimit` in seconds. */
    erasure: {
      interval: values.ERASURE_INTERVAL_MS,
      batch: values.ERASURE_BATCH,
      lagLimit: values.ERASURE_LAG_LIMIT_SECONDS,
    },
    /** Milliseconds from the end of one disk sweep to the next. */
    diskSweepInterval: values.DISK_SWEEP_INTERVAL_MS,
    /** Milliseconds after which a stream without events ends; one with events ends at once. Undefined: streams stay open. */
    streamMaxMs: values.STREAM_MAX_SECONDS === undefined ? undefined : values.STREAM_MAX_SECONDS * 1_000,
    sockets: { total: values.MAX_SOCKETS, address: values.MAX_SOCKETS_ADDRESS },
    /** Bytes of replies. */
    maxUnreadOfAddress: values.MAX_UNREAD_BYTES_ADDRESS,
    visitorsBehindMs: values.VISITORS_BEHIND_MS,
    /** `body` in bytes, `request` and `shutdown` in milliseconds. */
    limits: {
      body: values.BODY_LIMIT_BYTES,
      request: values.REQUEST_TIMEOUT_MS,
      shutdown: values.SHUTDOWN_TIMEOUT_MS,
    },
  }
}

/** `on` when anybody may read metrics: Prometheus, CloudWatch or a moderator. */
type MetricsWanted = {
  on: boolean
  server: { host: string; port: number } | null
  embedded: boolean
  routes: boolean
  service: string
}
function metricsOf({ METRICS_PORT: port, METRICS_HOST: host, ...values }: Values): MetricsWanted {
  const server = port === undefined ? null : { host, port }
  const embedded = values.METRICS_EMF !== 'off'
  const on = server !== null || embedded || values.MODERATORS !== undefined
  return { on, server, embedded, routes: values.METRICS_EMF === 'routes', service: values.OTEL_SERVICE_NAME ?? 'api' }
}

const perCore = { running: 8, waiting: 64 }
/** `running` requests at once, 0 without a limit; `waiting` may wait, for at most `waitMs` while the server is overloaded. */
function sheddingOf({ REQUESTS_RUNNING: running, REQUESTS_WAITING: waiting, REQUESTS_WAIT_MS: waitMs }: Values) {
  const cores = availableParallelism()
  return { running: running ?? perCore.running * cores, waiting: waiting ?? perCore.waiting * cores, waitMs }
}

type Database = { kind: 'embedded'; dir: string } | { kind: 'url'; url: string }
const databaseOf = ({ CONNECTION_URL: url }: Values, dir: string): Database =>
  url ? { kind: 'url', url } : { kind: 'embedded', dir }

type Mail = { kind: 'outbox'; dir: string } | { kind: 'smtp'; url: string; from: string }
const mailOf = ({ SMTP_URL: url, MAIL_FROM: from }: Values, dir: string): Mail =>
  url && from ? { kind: 'smtp', url, from } : { kind: 'outbox', dir }

/** `setting` names the one that an operator can change. */
type KeyStore =
  | { kind: 'file'; dir: string; setting: string }
  | { kind: 'dynamodb'; table: string; kmsKey: string; region: string; endpoint: string | undefined; setting: string }
const keysOf = (values: Values, dir: string): KeyStore => {
  const { DDB_KEY_TABLE: table, KMS_KEY_ID: kmsKey, AWS_DEFAULT_REGION: region, AWS_ENDPOINT_URL: endpoint } = values
  if (!table || !kmsKey || !region) return { kind: 'file', dir, setting: 'DATA_DIR' }
  return { kind: 'dynamodb', table, kmsKey, region, endpoint, setting: 'DDB_KEY_TABLE' }
}

type MessageStore =
  | { kind: 'postgres' }
  | { kind: 'dynamodb'; table: string; region: string; endpoint: string | undefined }
const messagesOf = ({
  DDB_MESSAGE_TABLE: table,
  AWS_DEFAULT_REGION: region,
  AWS_ENDPOINT_URL: endpoint,
}: Values): MessageStore => (table && region ? { kind: 'dynamodb', table, region, endpoint } : { kind: 'postgres' })

const receiptKeyOf = ({ RECEIPTS_SECRET: secret }: Values, dataDir: string): ReceiptKeySource =>
  secret ? { kind: 'secret', secret } : { kind: 'file', path: resolve(dataDir, 'receipts-key.pem') }
