import { isDeepStrictEqual } from 'node:util'
import { ringTableDefinition } from '@cruddur/key-ring/dynamodb/ring-table'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { resourcesOf, type StageTemplates, tableOf } from '../stage-templates.ts'

/** The ring of keys: docs/decisions/035. A copy of a destroyed key would bring back the words that it sealed. */
export function keyGates(all: StageTemplates[]): Gate[] {
  return [
    search('the table of keys is the one that the ring asks for', () =>
      all.flatMap((stage) => {
        const made = tableOf(stage, 'keys')
        return Object.entries(ringTableDefinition(`cruddur-${stage.stage}-keys`))
          .filter(([name, value]) => !isDeepStrictEqual(made[name], value))
          .map(([name, value]) => `${stage.stage}: ${name} should be ${JSON.stringify(value)}`)
      }),
    ),
    search('nothing of AWS keeps a destroyed key: no recovery, no stream, no replica elsewhere', () =>
      all.flatMap((stage) => {
        const { Replicas = [], StreamSpecification } = tableOf(stage, 'keys')
        const [{ Region, PointInTimeRecoverySpecification: recovery } = {} as Replica] = Replicas as Replica[]
        const isAlone = Replicas.length === 1 && Region === stage.config.region && !StreamSpecification
        return isAlone && recovery?.PointInTimeRecoveryEnabled === false
          ? []
          : [`${stage.stage}: ${JSON.stringify({ Replicas, StreamSpecification })}`]
      }),
    ),
    search('a stage that keeps its data protects its keys like its messages', () =>
      all.flatMap((stage) =>
        ['messages', 'keys']
          .map((name) => tableOf(stage, name).Replicas?.[0]?.DeletionProtectionEnabled)
          .filter((isProtected) => isProtected !== stage.config.keepData)
          .map((isProtected) => `${stage.stage}: DeletionProtectionEnabled is ${isProtected}`),
      ),
    ),
    search('each stage has one key in KMS, which has a name, and rotates', () =>
      all.flatMap((stage) => {
        const keys = resourcesOf(stage, 'AWS::KMS::Key').map(({ Properties }) => Properties)
        const names = resourcesOf(stage, 'AWS::KMS::Alias').map(({ Properties }) => Properties.AliasName)
        const made = [...names, ...keys.map(({ EnableKeyRotation }) => EnableKeyRotation)]
        return isDeepStrictEqual(made, [`alias/cruddur-${stage.stage}-keys`, true])
          ? []
          : [`${stage.stage}: ${made.join()}`]
      }),
    ),
  ]
}

type Replica = { Region: string; PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled: boolean } }
