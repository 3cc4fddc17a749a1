import { backendUrlOf } from './backend-url.ts'
import type { ConfigProblem } from './config-error.ts'
import type { Values } from './settings.ts'

/** Settings that are valid alone and contradict each other. */
export function findContradictions(values: Values): ConfigProblem[] {
  const { SMTP_URL, MAIL_FROM, FRONTEND_URL, ERASURE_INTERVAL_MS, ERASURE_LAG_LIMIT_SECONDS } = values
  const { DDB_MESSAGE_TABLE, AWS_DEFAULT_REGION } = values
  const backendUrl = backendUrlOf(values)
  const secureFrontend = FRONTEND_URL?.find((origin) => origin.startsWith('https:'))
  const contradictions: [boolean, string, string][] = [
    [Boolean(SMTP_URL && !MAIL_FROM), 'SMTP_URL', 'needs MAIL_FROM, the sender of the mails'],
    [Boolean(DDB_MESSAGE_TABLE && !AWS_DEFAULT_REGION), 'DDB_MESSAGE_TABLE', 'needs AWS_DEFAULT_REGION, where it is'],
    [Boolean(MAIL_FROM && !SMTP_URL), 'MAIL_FROM', 'has no effect without SMTP_URL'],
    [
      Boolean(secureFrontend && backendUrl.startsWith('http:')),
      'FRONTEND_URL',
      `is ${secureFrontend} while BACKEND_URL is ${backendUrl}: browsers let no https page call an http server`,
    ],
    [
      ERASURE_INTERVAL_MS >= ERASURE_LAG_LIMIT_SECONDS * 1_000,
      'ERASURE_INTERVAL_MS',
      'must be shorter than ERASURE_LAG_LIMIT_SECONDS, or /api/health would turn bad between two erasures',
    ],
  ]
  return contradictions.filter(([holds]) => holds).map(([, setting, problem]) => ({ setting, problem }))
}

/** Settings that are allowed but probably a mistake: a sentence for each, to be logged. */
export function adviceOn({ BACKEND_URL, TRUST_PROXY }: Values): string[] {
  if (!BACKEND_URL?.startsWith('https:') || TRUST_PROXY) return []
  return [
    'BACKEND_URL is https, so a proxy stands before this server, yet TRUST_PROXY is not set: all people count as one address',
  ]
}
