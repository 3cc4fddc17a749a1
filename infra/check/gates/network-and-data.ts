import { isDeepStrictEqual } from 'node:util'
import { messageTableDefinition } from '@cruddur/storage/message-table'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { resourcesOf, type StageTemplates, tableOf } from '../stage-templates.ts'

export function networkAndDataGates(all: StageTemplates[]): Gate[] {
  return [
    search('there is no NAT gateway, and nothing isolated has a way to the internet', () =>
      all.flatMap((stage) => {
        const nat = resourcesOf(stage, 'AWS::EC2::NatGateway').length
        const isolated = Object.entries(stage.templates['Network']?.Resources ?? {})
          .filter(([id, { Type }]) => Type === 'AWS::EC2::Route' && id.includes('isolated'))
          .map(([id]) => id)
        return [...(nat > 0 ? [`${stage.stage} has ${nat} NAT gateways`] : []), ...isolated]
      }),
    ),
    search('all security groups and their rules are in the Network stack', () =>
      all.flatMap((stage) =>
        Object.keys(stage.templates)
          .filter((name) => name !== 'Network')
          .flatMap((name) =>
            securityGroupTypes.flatMap((type) => resourcesOf(stage, type, name).map(() => `${name}: ${type}`)),
          ),
      ),
    ),
    search('only our own groups and CloudFront are let in', () =>
      all.flatMap((stage) =>
        resourcesOf(stage, 'AWS::EC2::SecurityGroup')
          .flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? [])
          .concat(resourcesOf(stage, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties))
          .filter(({ CidrIp, CidrIpv6 }) => CidrIpv6 || (CidrIp && CidrIp !== '10.0.0.0/16'))
          .map((rule) => `${stage.stage}: ${JSON.stringify(rule)}`),
      ),
    ),
    search('the table of messages is the one that the product asks for', () =>
      all.flatMap((stage) => {
        const wanted = messageTableDefinition(`cruddur-${stage.stage}-messages`)
        const { TimeToLiveSpecification, ...made } = tableOf(stage, 'messages')
        const differing = Object.entries(wanted.table).filter(([name, value]) => !isDeepStrictEqual(made[name], value))
        if (!isDeepStrictEqual(TimeToLiveSpecification, wanted.timeToLive.TimeToLiveSpecification)) {
          differing.push(['TimeToLiveSpecification', TimeToLiveSpecification])
        }
        return differing.map(([name, value]) => `${stage.stage}: ${name} should be ${JSON.stringify(value)}`)
      }),
    ),
    search('a database is made from the snapshot that the stage names, and only then', () =>
      all.flatMap((stage) => {
        const wanted = stage.config.database.snapshot
        const [made] = resourcesOf(stage, 'AWS::RDS::DBInstance').map(({ Properties }) => Properties)
        // RDS refuses beside a snapshot what the snapshot brings along.
        const own = [
          'DBName',
          'MasterUsername',
          'StorageEncrypted',
          'DeleteAutomatedBackups',
          'EnablePerformanceInsights',
        ]
        const told = own.filter((name) => name in made).length
        return made.DBSnapshotIdentifier === wanted && told === (wanted ? 0 : own.length)
          ? []
          : [`${stage.stage}: ${JSON.stringify(made)}`]
      }),
    ),
    search('data outlives its stack where the stage says so, and only there', () =>
      all.flatMap((stage) => {
        const policies = [
          ...resourcesOf(stage, 'AWS::RDS::DBInstance').map(({ DeletionPolicy }) => DeletionPolicy !== 'Delete'),
          ...keptTypes
            .flatMap((type) => resourcesOf(stage, type))
            .map(({ DeletionPolicy }) => DeletionPolicy === 'Retain'),
        ]
        return policies
          .filter((kept) => kept !== stage.config.keepData)
          .map((kept) => `${stage.stage}: something is ${kept ? '' : 'not '}kept`)
      }),
    ),
  ]
}

const securityGroupTypes = [
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SecurityGroupEgress',
]

const keptTypes = ['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::Cognito::UserPool', 'AWS::ECR::Repository']
