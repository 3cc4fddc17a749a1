/** The stacks of a stage in the order in which they are deployed; they are destroyed in the opposite one. */
export const stackOrder = [
  'Network',
  'Data',
  'Identity',
  'Registry',
  'Observability',
  'Service',
  'Site',
  'Delivery',
] as const

export function stackName(stage: string, name: string): string {
  return `Cruddur-${stage}-${name}`
}

export function resourceName(stage: string, part?: string): string {
  return `cruddur-${stage}${part ? `-${part}` : ''}`
}
