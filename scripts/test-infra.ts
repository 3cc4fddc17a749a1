import { installInfra } from './infra.ts'

/** Vitest calls it once before tests of `infra/`, which needs the CDK. */
export function setup(): void {
  installInfra()
}
