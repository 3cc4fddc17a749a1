import * as ecs from 'aws-cdk-lib/aws-ecs'
import type { Construct } from 'constructs'
import type { ServiceStackProps } from './service-props.ts'

type Sizes = { family: string; cpu: number; memoryMb: number; volumes?: ecs.Volume[] }

/** A task on ARM, still without containers. */
export function taskOf(scope: Construct, id: string, { memoryMb, ...sizes }: Sizes): ecs.FargateTaskDefinition {
  return new ecs.FargateTaskDefinition(scope, id, {
    ...sizes,
    memoryLimitMiB: memoryMb,
    runtimePlatform: {
      cpuArchitecture: ecs.CpuArchitecture.ARM64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
  })
}

/** The image of our registry with this digest, which may be a parameter of the stack. */
export function serverImage({ registry }: ServiceStackProps, digest: string): ecs.ContainerImage {
  return ecs.ContainerImage.fromRegistry(`${registry.repository.repositoryUri}@${digest}`)
}
