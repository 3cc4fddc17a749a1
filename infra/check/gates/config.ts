import { type Gate, search } from '../../../scripts/check/gate.ts'
import { stages } from '../../config.ts'
import { withExampleValues } from '../../lib/config/example-stage.ts'
import { parseStage, StageConfigError, type StageInput } from '../../lib/config/stage-config.ts'

const names = ['account', 'domain.name', 'domain.zoneId', 'domain.zoneName', 'alarmEmail', 'github.owner', 'mail.from']

export function configGates(): Gate[] {
  return [
    search('a value that a stage misses is named', () => {
      const [[stage, input]] = Object.entries(stages).slice(0, 1) as [[string, StageInput]]
      const empty = {
        ...{ ...input, account: '', alarmEmail: '', mail: { smtpUrlParameter: '/smtp-url', from: '' } },
        domain: { name: '', zoneId: '', zoneName: '' },
      }
      const lines = refusal(stage, { [stage]: { ...empty, github: { ...input.github, owner: '' } } })
      return names
        .filter((name) => !lines.some((line) => line.startsWith(`stages.${stage}.${name} is missing: `)))
        .map((name) => `${name} is not among: ${lines.join(' | ')}`)
    }),
    search('a stage that cannot work is refused', () =>
      Object.entries(refused).flatMap(([expected, change]) => {
        const [input] = Object.values(stages)
        if (!input) return ['there is no stage']
        const lines = refusal('prod', { prod: { ...withExampleValues(input), ...change } })
        return lines.some((line) => line.startsWith(expected)) ? [] : [`not ${expected} but: ${lines.join(' | ')}`]
      }),
    ),
  ]
}

const refused: Record<string, object> = {
  'stages.prod.mail is missing: without Cognito': { identity: 'embedded', mail: undefined },
  'stages.prod.mail is missing: the server sends notices': { mail: undefined },
  'stages.prod.secrets.ROLLBAR_ACCESS_TOKEN the name of a parameter': {
    secrets: { ROLLBAR_ACCESS_TOKEN: 'the token' },
  },
  'stages.prod.secrets.ROLLBAR_ACCESS_TOKEN is among the settings': {
    settings: { ROLLBAR_ACCESS_TOKEN: 'a' },
    secrets: { ROLLBAR_ACCESS_TOKEN: '/a' },
  },
  'stages.prod.domain.certificateArn is missing': { region: 'eu-central-1' },
  'stages.prod.domain.zoneName does not hold': {
    domain: { name: 'cruddur.example', zoneId: 'Z1', zoneName: 'other.example' },
  },
  'stages.prod.database.backupDays must be at least 7': {
    database: { instanceClass: 'db.t4g.micro', storageGb: 20, multiAz: false, backupDays: 1 },
  },
  'stages.prod.database.snapshot the name or the ARN': {
    database: { instanceClass: 'db.t4g.micro', storageGb: 20, multiAz: false, backupDays: 7, snapshot: 'two words' },
  },
  'stages.prod.exposure.cloudFrontRanges is missing': {
    exposure: { kind: 'public-alb', cloudFrontPrefixList: 'pl-1', cloudFrontRanges: [] },
  },
  'stages.prod Unrecognized key': { databse: {} },
}

function refusal(stage: string, stages: Record<string, unknown>): string[] {
  try {
    parseStage(stage, stages)
    return []
  } catch (error) {
    if (error instanceof StageConfigError) return error.message.split('\n')
    throw error
  }
}
