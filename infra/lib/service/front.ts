import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2'

/** Where CloudFront reaches the service: a load balancer inside the network, or the name of a host on the internet. */
export type Front = { kind: 'internal'; loadBalancer: IApplicationLoadBalancer } | { kind: 'host'; name: string }
