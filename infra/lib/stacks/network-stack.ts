import { CfnOutput, Fn } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import { apiPort, postgresPort, smtpsPort } from '../config/ports.ts'
import type { StageConfig } from '../config/stage-config.ts'
import { StageStack, type StageStackProps } from './stage-stack.ts'

/** Every address of the network. The server trusts proxies in here. */
export const networkCidr = '10.0.0.0/16'

const zones = 2

/**
 * The network: public subnets for tasks, which need no NAT gateway there, and isolated ones for what nobody outside may
 * reach. All security groups and all their rules are here: a rule that a later stack adds to a group of an earlier one makes
 * the stacks depend on each other in a cycle.
 */
export class NetworkStack extends StageStack {
  readonly vpc: ec2.IVpc
  /** In front of the tasks: the load balancer, or the link of the HTTP API. */
  readonly frontGroup: ec2.SecurityGroup
  readonly serviceGroup: ec2.SecurityGroup
  readonly databaseGroup: ec2.SecurityGroup
  readonly functionGroup: ec2.SecurityGroup

  constructor(props: StageStackProps) {
    super('Network', props)
    // CDK's classes leave out what its interfaces have as optional, which our compiler keeps apart: here and where else a class
    // is cast to its own interface.
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(networkCidr),
      maxAzs: zones,
      natGateways: 0,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 20 },
        { name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 20 },
      ],
      gatewayEndpoints: {
        S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
      },
    }) as ec2.IVpc
    this.frontGroup = this.group('FrontGroup', 'What stands before the tasks')
    this.serviceGroup = this.group('ServiceGroup', 'The tasks of the server')
    this.databaseGroup = this.group('DatabaseGroup', 'PostgreSQL')
    this.functionGroup = this.group('FunctionGroup', 'The functions of the user pool')
    this.connectGroups(props.config)
    new CfnOutput(this, 'VpcId', { value: this.vpc.vpcId })
  }

  /** By number, so that the templates are made without asking an account for the names of its zones. */
  override get availabilityZones(): string[] {
    return Array.from({ length: zones }, (_, index) => Fn.select(index, Fn.getAzs()))
  }

  private group(id: string, description: string): ec2.SecurityGroup {
    return new ec2.SecurityGroup(this, id, { vpc: this.vpc, description, allowAllOutbound: false })
  }

  private connectGroups({ exposure, mail }: StageConfig): void {
    const api = ec2.Port.tcp(apiPort)
    const postgres = ec2.Port.tcp(postgresPort)
    if (exposure.kind === 'vpc-origin') {
      // CloudFront's own interfaces are in our subnets, and nothing outside can reach a load balancer without an address.
      this.frontGroup.addIngressRule(ec2.Peer.ipv4(networkCidr), ec2.Port.HTTP, 'CloudFront, from inside the network')
    }
    if (exposure.kind === 'public-alb') {
      const cloudFront = ec2.Peer.prefixList(exposure.cloudFrontPrefixList)
      this.frontGroup.addIngressRule(cloudFront, ec2.Port.HTTPS, 'CloudFront')
    }
    this.frontGroup.addEgressRule(this.serviceGroup, api, 'To the tasks')
    this.serviceGroup.addIngressRule(this.frontGroup, api, 'From the front')
    this.serviceGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, 'APIs of AWS, registries, receivers of traces')
    if (mail) this.serviceGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(smtpsPort), 'The mail server')
    this.serviceGroup.addEgressRule(this.databaseGroup, postgres, 'PostgreSQL')
    this.databaseGroup.addIngressRule(this.serviceGroup, postgres, 'The tasks')
    this.functionGroup.addEgressRule(this.databaseGroup, postgres, 'PostgreSQL')
    this.databaseGroup.addIngressRule(this.functionGroup, postgres, 'The functions of the user pool')
  }
}
