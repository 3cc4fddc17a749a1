import type { RegistryStack } from '../stacks/registry-stack.ts'
import type { ServiceStack } from '../stacks/service-stack.ts'
import type { SiteStack } from '../stacks/site-stack.ts'
import type { StageStackProps } from '../stacks/stage-stack.ts'

export type DeliveryStackProps = StageStackProps & { registry: RegistryStack; service: ServiceStack; site: SiteStack }
