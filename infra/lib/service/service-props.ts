import type { DataStack } from '../stacks/data-stack.ts'
import type { IdentityStack } from '../stacks/identity-stack.ts'
import type { NetworkStack } from '../stacks/network-stack.ts'
import type { ObservabilityStack } from '../stacks/observability-stack.ts'
import type { RegistryStack } from '../stacks/registry-stack.ts'
import type { StageStackProps } from '../stacks/stage-stack.ts'

/** What the server needs from other stacks. */
export type ServiceStackProps = StageStackProps & {
  network: NetworkStack
  data: DataStack
  identity: IdentityStack | undefined
  registry: RegistryStack
  observability: ObservabilityStack
}
