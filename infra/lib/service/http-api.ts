import { Duration, Fn, type Stack } from 'aws-cdk-lib'
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpServiceDiscoveryIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import type * as ecs from 'aws-cdk-lib/aws-ecs'
import * as discovery from 'aws-cdk-lib/aws-servicediscovery'
import { apiPort } from '../config/ports.ts'
import type { NetworkStack } from '../stacks/network-stack.ts'
import type { Front } from './front.ts'

/** An HTTP API that finds the tasks by their names in a private zone. It costs nothing while nobody calls it. */
export function createHttpApi(stack: Stack, service: ecs.FargateService, { vpc, frontGroup }: NetworkStack): Front {
  const namespace = new discovery.PrivateDnsNamespace(stack, 'Namespace', { name: 'cruddur.internal', vpc })
  const found = service.enableCloudMap({
    name: 'api',
    cloudMapNamespace: namespace,
    dnsRecordType: discovery.DnsRecordType.SRV,
    dnsTtl: Duration.seconds(10),
    containerPort: apiPort,
  })
  const vpcLink = new apigateway.VpcLink(stack, 'Link', {
    vpc,
    subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [frontGroup],
  })
  const api = new apigateway.HttpApi(stack, 'Api', {
    description: 'Passes everything on to the tasks',
    defaultIntegration: new HttpServiceDiscoveryIntegration('Tasks', found, { vpcLink }),
  })
  return { kind: 'host', name: Fn.select(2, Fn.split('/', api.apiEndpoint)) }
}
