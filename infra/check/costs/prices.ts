import type { StageConfig } from '../../lib/config/stage-config.ts'
import type { Resource } from '../stage-templates.ts'

// List prices of us-east-1 on demand, in USD, read on 26 November 2026 from the price pages of aws.amazon.com. Free tiers for
// new accounts are not counted.

const hoursAMonth = 730

const fargateArm = { cpuHour: 0.03238, gbHour: 0.00356 }
const publicAddressHour = 0.005
const loadBalancerHour = 0.0225
const natGatewayHour = 0.045
const interfaceEndpointHour = 0.01
const gp3GbMonth = 0.115
const secretMonth = 0.4
const keyMonth = 1 // and as much again for each of its first two rotations, a year and two years later
const zoneMonth = 0.5
const pipelineMonth = 0 // V2 is billed by the minute that it runs
const publicSubnets = 2
const databaseHour: Record<string, number> = {
  'db.t4g.micro': 0.016,
  'db.t4g.small': 0.032,
  'db.t4g.medium': 0.065,
  'db.m8g.large': 0.168,
}

type Price = (properties: Resource['Properties'], config: StageConfig) => number

/** USD a month of each resource of a type while nobody uses it. Types that are not listed cost nothing until they are used. */
export const idlePrices: Record<string, Price> = {
  'AWS::ECS::Service': (_, { service }) =>
    service.minTasks *
    hoursAMonth *
    ((service.cpu / 1024) * fargateArm.cpuHour + (service.memoryMb / 1024) * fargateArm.gbHour + publicAddressHour),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ Scheme }) =>
    hoursAMonth * (loadBalancerHour + (Scheme === 'internet-facing' ? publicSubnets * publicAddressHour : 0)),
  'AWS::RDS::DBInstance': ({ DBInstanceClass, AllocatedStorage, MultiAZ }) => {
    const hour = databaseHour[DBInstanceClass]
    if (hour === undefined) throw new Error(`infra/check/costs/prices.ts has no price of ${DBInstanceClass}: add it`)
    // The password that RDS manages is a secret too.
    return (MultiAZ ? 2 : 1) * (hoursAMonth * hour + Number(AllocatedStorage) * gp3GbMonth) + secretMonth
  },
  'AWS::EC2::NatGateway': () => hoursAMonth * (natGatewayHour + publicAddressHour),
  'AWS::EC2::VPCEndpoint': ({ VpcEndpointType, SubnetIds }) =>
    VpcEndpointType === 'Interface' ? hoursAMonth * interfaceEndpointHour * (SubnetIds?.length ?? 1) : 0,
  'AWS::SecretsManager::Secret': () => secretMonth,
  'AWS::KMS::Key': () => keyMonth,
  'AWS::Route53::HostedZone': () => zoneMonth,
  // Cloud Map makes a zone of it.
  'AWS::ServiceDiscovery::PrivateDnsNamespace': () => zoneMonth,
  'AWS::CodePipeline::Pipeline': () => pipelineMonth,
}

/** The hosted zone of the site is created by hand. */
export const besidesMonth = zoneMonth

/** Ten alarms and three dashboards in an account are free. */
export const alarms = { free: 10, month: 0.1 }
