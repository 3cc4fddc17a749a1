import type { Template } from '../check/stage-templates.ts'

/** Types of ours that ministack does not know and refuses. The test fails when this list and the templates differ. */
export const unknownTypes = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::Budgets::Budget',
  'AWS::CloudFront::VpcOrigin',
  'AWS::CodeConnections::Connection',
  'AWS::CodePipeline::Pipeline',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::IAM::OIDCProvider',
  'AWS::XRay::SamplingRule',
]

/** And one of stages whose exposure is `http-api`. */
export const unknownInHttpApi = 'AWS::ApiGatewayV2::VpcLink'

/** An attribute of ours that it does not know. */
export const unknownAttribute = 'MasterUserSecret.SecretArn'

/**
 * A template without the resources that the emulator does not know.
 *
 * @param standIns what references to such a resource become, by its type; and the unknown attribute, by its name
 * @returns the template and the types that were left out
 */
export function templateForEmulator(
  template: Template,
  standIns: Record<string, string>,
): { template: Template; dropped: string[] } {
  const unknown = Object.entries(template.Resources).filter(([, { Type }]) =>
    [...unknownTypes, unknownInHttpApi].includes(Type),
  )
  const types = new Map(unknown.map(([id, { Type }]) => [id, Type]))
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace)
    if (value === null || typeof value !== 'object') return value
    const reference = value as { Ref?: string; 'Fn::GetAtt'?: string[] }
    const type = types.get(reference.Ref ?? reference['Fn::GetAtt']?.[0] ?? '')
    const attribute = reference['Fn::GetAtt']?.[1]
    if (attribute === unknownAttribute) return standIns[attribute] ?? 'no-secret'
    if (type) return standIns[type] ?? `no-${type.split('::').at(-1)}`
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replace(part)]))
  }
  const [cluster] = Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === 'AWS::ECS::Cluster')
  const kept = Object.entries(template.Resources)
    .filter(([id]) => !types.has(id))
    .map(([id, { DependsOn, ...resource }]) => {
      if (resource.Type === 'AWS::S3::BucketPolicy') dropDemandForTls(resource)
      if (resource.Type === 'AWS::IAM::Policy' && cluster) grantOnCluster(resource, cluster)
      const dependencies = [DependsOn ?? []].flat().filter((other) => !types.has(other))
      return [id, dependencies.length > 0 ? { ...resource, DependsOn: dependencies } : resource]
    })
  return {
    template: replace({ ...template, Resources: Object.fromEntries(kept) }) as Template,
    dropped: [...types.values()],
  }
}

type Statement = { Sid?: string; Resource?: unknown; Condition?: { Bool?: { 'aws:SecureTransport'?: string } } }

/** The emulator speaks HTTP, and would obey. */
function dropDemandForTls(policy: { Properties: { PolicyDocument: { Statement: Statement[] } } }): void {
  const { PolicyDocument } = policy.Properties
  const Statement = PolicyDocument.Statement.filter(({ Condition }) => !Condition?.Bool?.['aws:SecureTransport'])
  policy.Properties = { ...policy.Properties, PolicyDocument: { ...PolicyDocument, Statement } }
}

/** The emulator takes the cluster for the resource of every request to ECS that names one. AWS takes the task or its definition. */
function grantOnCluster(policy: { Properties: { PolicyDocument: { Statement: Statement[] } } }, cluster: string): void {
  const { PolicyDocument } = policy.Properties
  const Statement = PolicyDocument.Statement.map(({ Condition, ...statement }) =>
    statement.Sid === 'RunTask' || statement.Sid === 'WatchTask'
      ? { ...statement, Resource: { 'Fn::GetAtt': [cluster, 'Arn'] } }
      : { ...statement, ...(Condition ? { Condition } : {}) },
  )
  policy.Properties = { ...policy.Properties, PolicyDocument: { ...PolicyDocument, Statement } }
}
