import type { StageInput } from '../lib/config/stage-config.ts'

/** What no stage of ours has, so that it is checked too: this exposure, mail by SES, own settings, a restored database. */
export function publicStage(stages: (readonly [string, StageInput])[]): StageInput {
  const [, stage] = stages[0] ?? []
  if (!stage) throw new Error('infra/config.ts has no stage')
  return {
    ...stage,
    mail: { smtpUrlParameter: '/cruddur/public/smtp-url', from: 'notices@cruddur.example', codesBySes: true },
    database: { ...stage.database, snapshot: 'cruddur-prod-before-the-flood' },
    moderators: ['picard', 'troi'],
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example' },
    secrets: {
      OTEL_EXPORTER_OTLP_HEADERS: '/cruddur/public/otlp-headers',
      ROLLBAR_ACCESS_TOKEN: '/cruddur/public/rollbar-token',
    },
    exposure: { kind: 'public-alb', cloudFrontPrefixList: 'pl-0a1b2c3d', cloudFrontRanges: ['192.0.2.0/24'] },
  }
}
