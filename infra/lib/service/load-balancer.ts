import { Duration, type Stack } from 'aws-cdk-lib'
import * as acm from 'aws-cdk-lib/aws-certificatemanager'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import type * as ecs from 'aws-cdk-lib/aws-ecs'
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import * as route53 from 'aws-cdk-lib/aws-route53'
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets'
import type { StageConfig } from '../config/stage-config.ts'
import type { NetworkStack } from '../stacks/network-stack.ts'
import type { Front } from './front.ts'

/** Longer than the 15 s between two heartbeats of a stream. */
const idleTimeout = Duration.seconds(60)

type Options = { network: NetworkStack; config: StageConfig; port: number }

export function createLoadBalancer(
  stack: Stack,
  service: ecs.FargateService,
  { network, config, port }: Options,
): Front {
  const internetFacing = config.exposure.kind === 'public-alb'
  const { PUBLIC, PRIVATE_ISOLATED } = ec2.SubnetType
  const loadBalancer = new elb.ApplicationLoadBalancer(stack, 'LoadBalancer', {
    vpc: network.vpc,
    vpcSubnets: { subnetType: internetFacing ? PUBLIC : PRIVATE_ISOLATED },
    internetFacing,
    securityGroup: network.frontGroup,
    idleTimeout,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: elb.DesyncMitigationMode.STRICTEST,
  })
  const targets = new elb.ApplicationTargetGroup(stack, 'Targets', {
    vpc: network.vpc,
    port,
    protocol: elb.ApplicationProtocol.HTTP,
    protocolVersion: elb.ApplicationProtocolVersion.HTTP1,
    targetType: elb.TargetType.IP,
    healthCheck: {
      path: '/api/health-check',
      healthyHttpCodes: '200',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
    // Streams never end by themselves. Pages open them again, on the new task.
    deregistrationDelay: Duration.seconds(10),
  })
  // Not service.attachTo...: that would add rules to the security groups of the Network stack.
  service.node.addDependency(addListener(stack, loadBalancer, targets, config))
  targets.addTarget(service.loadBalancerTarget({ containerName: 'server', containerPort: port }))
  if (!internetFacing) return { kind: 'internal', loadBalancer }
  const name = originName(config)
  new route53.ARecord(stack, 'OriginRecord', {
    zone: zoneOf(stack, config),
    recordName: `${name}.`,
    target: route53.RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)),
  })
  return { kind: 'host', name }
}

function addListener(
  stack: Stack,
  loadBalancer: elb.ApplicationLoadBalancer,
  targets: elb.ApplicationTargetGroup,
  config: StageConfig,
): elb.ApplicationListener {
  const defaultAction = elb.ListenerAction.forward([targets])
  if (config.exposure.kind !== 'public-alb') {
    return loadBalancer.addListener('Http', { port: 80, open: false, defaultAction })
  }
  const certificate = new acm.Certificate(stack, 'OriginCertificate', {
    domainName: originName(config),
    validation: acm.CertificateValidation.fromDns(zoneOf(stack, config)),
  })
  return loadBalancer.addListener('Https', {
    port: 443,
    open: false,
    certificates: [certificate],
    sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
    defaultAction,
  })
}

const originName = ({ domain }: StageConfig) => `origin.${domain.name}`

const zoneOf = (stack: Stack, { domain }: StageConfig): route53.IHostedZone =>
  (stack.node.tryFindChild('Zone') as route53.IHostedZone | undefined) ??
  route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: domain.zoneId, zoneName: domain.zoneName })
