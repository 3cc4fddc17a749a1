import type { z } from 'zod'
import * as value from './setting-values.ts'
import { telemetrySettings } from './telemetry-settings.ts'

type Setting = { about: string; default?: string; schema: z.ZodType<unknown, string | undefined> }

/** Every setting, in the order in which documents list them. Tests hold the README's table and `.env.example` to it. */
export const settings = {
  HOST: { about: 'Address to listen on.', default: '127.0.0.1', schema: value.hostname },
  PORT: { about: 'Port to listen on; 0 takes any free one.', default: '4567', schema: value.wholeNumber(0, 65_535) },
  DATA_DIR: {
    about: 'Directory for everything that is kept, relative to the checkout.',
    default: '.data',
    schema: value.path,
  },
  CONNECTION_URL: {
    about:
      'A PostgreSQL 18 to use instead of the embedded one: postgresql://user:password@host:5432/database?sslmode=verify-full. Without a password there, PGPASSWORD is used.',
    schema: value.connectionUrl.optional(),
  },
  BACKEND_URL: {
    about: 'Origin at which people reach this server; also the issuer of its tokens. Default: http://HOST:PORT',
    schema: value.origin.optional(),
  },
  FRONTEND_URL: {
    about: 'Origins, separated by commas, whose pages may call the API; links lead to the first. Default: BACKEND_URL',
    schema: value.origins.optional(),
  },
  TRUST_PROXY: {
    about:
      'Addresses or networks of your reverse proxies, separated by commas, or "loopback": whose X-Forwarded-For is believed.',
    schema: value.proxies.optional(),
  },
  SMTP_URL: {
    about: 'Mail server: smtps://user:password@host:465. Without it mails are files in DATA_DIR/outbox.',
    schema: value.smtpUrl.optional(),
  },
  MAIL_FROM: { about: 'Sender of mails; needed with SMTP_URL.', schema: value.mailbox.optional() },
  AWS_COGNITO_USER_POOL_ID: {
    about: 'User pool of Cognito that keeps the accounts, in place of PostgreSQL: eu-central-1_AbCdEf123',
    schema: value.userPoolId.optional(),
  },
  AWS_COGNITO_USER_POOL_CLIENT_ID: {
    about: 'App client of that pool, one without a secret; needed with AWS_COGNITO_USER_POOL_ID.',
    schema: value.userPoolClientId.optional(),
  },
  AWS_COGNITO_JWKS_URL: {
    about: 'Where the keys of an emulated user pool are, when that is not AWS_ENDPOINT_URL/POOL/.well-known/jwks.json.',
    schema: value.endpoint.optional(),
  },
  DDB_MESSAGE_TABLE: {
    about: 'Table of DynamoDB that keeps direct messages, in place of PostgreSQL.',
    schema: value.tableName.optional(),
  },
  DDB_KEY_TABLE: {
    about:
      'Table of DynamoDB that keeps the keys with which words are sealed, in place of DATA_DIR/keys. For servers on several machines. It must not have point-in-time recovery.',
    schema: value.tableName.optional(),
  },
  KMS_KEY_ID: {
    about: 'Key of AWS KMS that wraps those keys: an id, an ARN or alias/NAME; needed with DDB_KEY_TABLE.',
    schema: value.kmsKey.optional(),
  },
  AWS_DEFAULT_REGION: {
    about: 'Region of AWS; needed with DDB_MESSAGE_TABLE, DDB_KEY_TABLE, AWS_COGNITO_USER_POOL_ID and XRAY.',
    schema: value.region.optional(),
  },
  AWS_ENDPOINT_URL: {
    about: 'Where DynamoDB, KMS and Cognito answer, when that is not AWS itself: http://127.0.0.1:8000',
    schema: value.endpoint.optional(),
  },
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: {
    about: 'The same for Cognito alone.',
    schema: value.endpoint.optional(),
  },
  MODERATORS: {
    about:
      'Handles of the people, separated by commas, who may read reports. Each must have an account already, because anybody can sign up with an unused handle.',
    schema: value.handles.optional(),
  },
  PUSH_SERVICES: {
    about:
      'Origins of push services, separated by commas, that notes may be sent to beside those of the known browsers: https://push.example',
    schema: value.origins.optional(),
  },
  BACKUP_DAYS: {
    about:
      'For how many days you keep backups and disk images of the database; 0: you make none. /proof shows it. Without it /proof says that you have not said.',
    schema: value.wholeNumber(0, 3_650).optional(),
  },
  SOURCE_URL: {
    about:
      'Where the source that runs here is published: https://github.com/OWNER/NAME. /proof links each promise to its test there.',
    schema: value.sourceUrl.optional(),
  },
  RECEIPTS_SECRET: {
    about:
      'Secret of 32 characters or more, the same for all servers, from which the key is made that signs the log of destroyed keys. Without it a key in DATA_DIR/receipts-key.pem is used.',
    schema: value.longSecret.optional(),
  },
  ...telemetrySettings,
  METRICS_PORT: {
    about: 'Port on which Prometheus reads /metrics; 0 takes any free one. Without it there is none.',
    schema: value.wholeNumber(0, 65_535).optional(),
  },
  METRICS_HOST: {
    about: 'Address on which METRICS_PORT listens. Anybody who reaches it may read it.',
    default: '127.0.0.1',
    schema: value.hostname,
  },
  METRICS_EMF: {
    about:
      'on writes a line of metrics a minute to stdout, which CloudWatch turns into metrics; routes adds a line for each route that was asked.',
    default: 'off',
    schema: value.oneOf('on', 'routes', 'off'),
  },
  REQUESTS_RUNNING: {
    about:
      'Requests that the server works for at once. It adapts from there, between a quarter of it and four times as many. 0 sheds no load. Default: 8 for each processor core',
    schema: value.wholeNumber(0, 100_000).optional(),
  },
  REQUESTS_WAITING: {
    about:
      'Requests that may wait until the server works for them; more are answered with 503. Default: 64 for each processor core',
    schema: value.wholeNumber(1, 100_000).optional(),
  },
  REQUESTS_WAIT_MS: {
    about:
      'Longest wait of such a request while the server is overloaded, in milliseconds. Then it is answered with 503.',
    default: '20',
    schema: value.wholeNumber(1, 4_000),
  },
  RATE_LIMIT_ADDRESS: {
    about: 'Requests for pages and to the API from one address (IPv6: one /64).',
    default: '10000/5min',
    schema: value.rate,
  },
  RATE_LIMIT_PERSON: {
    about: 'Requests to the API by one signed-in person.',
    default: '1500/5min',
    schema: value.rate,
  },
  RATE_LIMIT_WEB_ERRORS: {
    about: 'Errors of the web app that one address may report.',
    default: '30/5min',
    schema: value.rate,
  },
  RATE_LIMIT_SIGN_UP: { about: 'Sign-ups from one address.', default: '5/30min', schema: value.rate },
  RATE_LIMIT_HANDLE_ADDRESS: {
    about: 'Questions from one address whether a handle is free.',
    default: '120/15min',
    schema: value.rate,
  },
  RATE_LIMIT_SIGN_IN_ADDRESS: { about: 'Failed sign-ins from one address.', default: '25/5min', schema: value.rate },
  RATE_LIMIT_SIGN_IN_ACCOUNT: { about: 'Failed sign-ins to one account.', default: '10/15min', schema: value.rate },
  RATE_LIMIT_CODE_ADDRESS: { about: 'Codes typed in from one address.', default: '30/15min', schema: value.rate },
  RATE_LIMIT_CODE_ACCOUNT: { about: 'Codes typed in for one account.', default: '15/15min', schema: value.rate },
  RATE_LIMIT_CODE_ACCOUNT_DAY: {
    about: 'Codes typed in for one account, until one is right.',
    default: '20/24h',
    schema: value.rate,
  },
  RATE_LIMIT_LETTER_ADDRESS: { about: 'E-mails asked for from one address.', default: '20/1h', schema: value.rate },
  RATE_LIMIT_LETTER_ACCOUNT: { about: 'E-mails sent to one mailbox.', default: '5/1h', schema: value.rate },
  RATE_LIMIT_ONE_MINUTE: {
    about: 'One-minute cruds on /proof from one address (IPv6: one /64).',
    default: '5/10min',
    schema: value.rate,
  },
  ERASURE_INTERVAL_MS: {
    about: 'Pause between two erasures of expired cruds, in milliseconds.',
    default: '1000',
    schema: value.wholeNumber(10, 60_000),
  },
  ERASURE_BATCH: {
    about: 'Most rows that one statement erases.',
    default: '1000',
    schema: value.wholeNumber(1, 100_000),
  },
  ERASURE_LAG_LIMIT_SECONDS: {
    about: '/api/health fails when an expired crud has not been erased after this many seconds.',
    default: '60',
    schema: value.wholeNumber(1, 3_600),
  },
  DISK_SWEEP_INTERVAL_MS: {
    about:
      'Pause between two sweeps that remove the words of erased rows from the files of PostgreSQL, in milliseconds.',
    default: '300000',
    schema: value.wholeNumber(1_000, 3_600_000),
  },
  STREAM_MAX_SECONDS: {
    about:
      'Ends a stream after its first events, or after so many seconds without any; clients open it again. For gateways that hold a reply back until it is complete. Without it streams stay open.',
    schema: value.wholeNumber(1, 3_600).optional(),
  },
  MAX_SOCKETS: {
    about: 'Open connections of this server.',
    default: '12000',
    schema: value.wholeNumber(10, 1_000_000),
  },
  MAX_SOCKETS_ADDRESS: {
    about: 'Open connections of one address, unless it is in TRUST_PROXY.',
    default: '2000',
    schema: value.wholeNumber(1, 1_000_000),
  },
  VISITORS_BEHIND_MS: {
    about:
      'By how many milliseconds replies to visitors may be behind what other servers wrote. With 0 the database is asked before every reply.',
    default: '10',
    schema: value.wholeNumber(0, 1_000),
  },
  MAX_UNREAD_BYTES_ADDRESS: {
    about: 'Bytes of replies that one address may leave unread; beyond that it gets no more.',
    default: '16777216',
    schema: value.wholeNumber(65_536, 1_073_741_824),
  },
  BODY_LIMIT_BYTES: { about: 'Longest request body.', default: '65536', schema: value.wholeNumber(1_024, 10_485_760) },
  REQUEST_TIMEOUT_MS: {
    about: 'Time in which a request must have arrived.',
    default: '15000',
    schema: value.wholeNumber(100, 300_000),
  },
  SHUTDOWN_TIMEOUT_MS: {
    about: 'Time that running requests get to finish when the server is told to stop.',
    default: '5000',
    schema: value.wholeNumber(0, 60_000),
  },
} satisfies Record<string, Setting>

export type SettingName = keyof typeof settings
export type Values = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> }
