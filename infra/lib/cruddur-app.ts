import { App } from 'aws-cdk-lib'
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' }
import type { StageConfig } from './config/stage-config.ts'
import { DataStack } from './stacks/data-stack.ts'
import { DeliveryStack } from './stacks/delivery-stack.ts'
import { IdentityStack } from './stacks/identity-stack.ts'
import { NetworkStack } from './stacks/network-stack.ts'
import { ObservabilityStack } from './stacks/observability-stack.ts'
import { RegistryStack } from './stacks/registry-stack.ts'
import { ServiceStack } from './stacks/service-stack.ts'
import { SiteStack } from './stacks/site-stack.ts'

const flags = {
  ...recommendedFlags,
  // Exports and imports. CDK recommends a new intrinsic, which few tools support yet.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Otherwise CDK adds a Lambda function, only to empty a security group that nothing uses.
  '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false,
}

export type CruddurApp = ReturnType<typeof createApp>

export type AppOptions = {
  /** The folder of the bundled functions of the user pool. */
  bundles: string
  /** Where `synth` writes. The CDK's own command line sets it by itself. */
  outdir?: string
}

export function createApp(config: StageConfig, { bundles, outdir }: AppOptions) {
  const app = new App({ ...(outdir ? { outdir } : {}), postCliContext: flags, analyticsReporting: false })
  const props = { app, config }
  const network = new NetworkStack(props)
  const data = new DataStack({ ...props, network })
  const identity = config.identity === 'cognito' ? new IdentityStack({ ...props, network, data, bundles }) : undefined
  const registry = new RegistryStack(props)
  const observability = new ObservabilityStack(props)
  const service = new ServiceStack({ ...props, network, data, identity, registry, observability })
  const site = new SiteStack({ ...props, front: service.front })
  const delivery = new DeliveryStack({ ...props, registry, service, site })
  return { app, network, data, identity, registry, observability, service, site, delivery }
}
