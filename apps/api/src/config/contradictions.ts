import { backendUrlOf } from './backend-url.ts'
import type { ConfigProblem } from './config-error.ts'
import { adviceOnEmulator, findIdentityContradictions } from './identity-provider.ts'
import type { Values } from './settings.ts'
import { isXrayOn, originalXraySetting } from './telemetry-config.ts'

/** Settings that are valid alone and contradict each other. */
export function findContradictions(values: Values): ConfigProblem[] {
  const { SMTP_URL, MAIL_FROM, FRONTEND_URL, ERASURE_INTERVAL_MS, ERASURE_LAG_LIMIT_SECONDS } = values
  const { DDB_MESSAGE_TABLE, DDB_KEY_TABLE, KMS_KEY_ID, AWS_DEFAULT_REGION, PORT, METRICS_PORT } = values
  const backendUrl = backendUrlOf(values)
  const secureFrontend = FRONTEND_URL?.find((origin) => origin.startsWith('https:'))
  const contradictions: [boolean, string, string][] = [
    [Boolean(SMTP_URL && !MAIL_FROM), 'SMTP_URL', 'needs MAIL_FROM, the sender of the mails'],
    [Boolean(DDB_MESSAGE_TABLE && !AWS_DEFAULT_REGION), 'DDB_MESSAGE_TABLE', 'needs AWS_DEFAULT_REGION, where it is'],
    [Boolean(DDB_KEY_TABLE && !AWS_DEFAULT_REGION), 'DDB_KEY_TABLE', 'needs AWS_DEFAULT_REGION, where it is'],
    [Boolean(DDB_KEY_TABLE && !KMS_KEY_ID), 'DDB_KEY_TABLE', 'needs KMS_KEY_ID, the key that wraps what is in it'],
    [Boolean(KMS_KEY_ID && !DDB_KEY_TABLE), 'KMS_KEY_ID', 'has no effect without DDB_KEY_TABLE'],
    [values.XRAY === 'on' && !AWS_DEFAULT_REGION, 'XRAY', 'needs AWS_DEFAULT_REGION, where the traces go'],
    [
      Boolean(values.OTEL_EXPORTER_OTLP_HEADERS && !values.OTEL_EXPORTER_OTLP_ENDPOINT),
      'OTEL_EXPORTER_OTLP_HEADERS',
      'needs OTEL_EXPORTER_OTLP_ENDPOINT, the collector that they are for',
    ],
    [Boolean(MAIL_FROM && !SMTP_URL), 'MAIL_FROM', 'has no effect without SMTP_URL'],
    [
      Boolean(secureFrontend && backendUrl.startsWith('http:')),
      'FRONTEND_URL',
      `is ${secureFrontend} while BACKEND_URL is ${backendUrl}: browsers do not let an https page call an http server`,
    ],
    [Boolean(METRICS_PORT && METRICS_PORT === PORT), 'METRICS_PORT', 'is PORT, where everybody could read it'],
    [
      ERASURE_INTERVAL_MS >= ERASURE_LAG_LIMIT_SECONDS * 1_000,
      'ERASURE_INTERVAL_MS',
      'must be shorter than ERASURE_LAG_LIMIT_SECONDS, or /api/health would turn bad between two erasures',
    ],
  ]
  return [
    ...contradictions.filter(([holds]) => holds).map(([, setting, problem]) => ({ setting, problem })),
    ...findIdentityContradictions(values),
  ]
}

/** What an operator should know about how these settings work together: a sentence for each, to be logged. */
export function adviceOn(values: Values): string[] {
  const { BACKEND_URL, TRUST_PROXY, MODERATORS, SMTP_URL, AWS_COGNITO_USER_POOL_ID } = values
  const emulator = adviceOnEmulator(values)
  const xray = originalXraySetting(values)
  const advice: [boolean, string][] = [
    [
      Boolean(xray && !values.XRAY && isXrayOn(values)),
      `${xray} is set, so traces go to X-Ray, by signed requests: its daemon can be stopped. XRAY=off turns that off`,
    ],
    [
      Boolean(xray && !values.XRAY && !isXrayOn(values)),
      `${xray} is set but has no effect: X-Ray needs AWS_DEFAULT_REGION too`,
    ],
    [
      Boolean(BACKEND_URL?.startsWith('https:') && !TRUST_PROXY),
      'BACKEND_URL is https, so a proxy stands before this server, yet TRUST_PROXY is not set: all people count as one address',
    ],
    [!MODERATORS, 'MODERATORS is not set: people can report cruds and each other, and nobody can read their reports'],
    [
      Boolean(!SMTP_URL && AWS_COGNITO_USER_POOL_ID),
      'SMTP_URL is not set: Cognito sends the codes, but the notice of a changed password or a deleted account is a file in DATA_DIR/outbox',
    ],
    [
      Boolean(!SMTP_URL && !AWS_COGNITO_USER_POOL_ID),
      'SMTP_URL is not set: no e-mail is sent. Codes that confirm an account or reset a password are files in DATA_DIR/outbox',
    ],
  ]
  return [...advice.filter(([holds]) => holds).map(([, sentence]) => sentence), ...(emulator ? [emulator] : [])]
}
