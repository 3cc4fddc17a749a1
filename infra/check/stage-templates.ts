import type { StageInput } from '../lib/config/stage-config.ts'
import { parseStage, type StageConfig } from '../lib/config/stage-config.ts'
import { type AppOptions, type CruddurApp, createApp } from '../lib/cruddur-app.ts'

export type Resource = {
  Type: string
  // biome-ignore lint/suspicious/noExplicitAny: what CloudFormation has for this type
  Properties: any
  DeletionPolicy?: string
  DependsOn?: string[]
}
export type Template = {
  Resources: Record<string, Resource>
  Parameters?: Record<string, object>
  Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>
}

export type StageTemplates = {
  stage: string
  config: StageConfig
  app: CruddurApp['app']
  /** By the name of the stack without its stage, such as `Network`. */
  templates: Record<string, Template>
  /** Where the template of each stack is, by the same names. */
  files: Record<string, string>
}

export function synthesize(stage: string, input: StageInput, options: Required<AppOptions>): StageTemplates {
  const config = parseStage(stage, { [stage]: input })
  const { app } = createApp(config, options)
  const { stacks } = app.synth()
  const nameOf = (stackName: string) => stackName.split('-').at(-1) ?? ''
  return {
    stage,
    config,
    app,
    templates: Object.fromEntries(stacks.map((stack) => [nameOf(stack.stackName), stack.template])),
    files: Object.fromEntries(stacks.map((stack) => [nameOf(stack.stackName), stack.templateFullPath])),
  }
}

/** The resources of a type, in one stack or in all. */
export function resourcesOf({ templates }: StageTemplates, type: string, stack?: string): Resource[] {
  return Object.entries(templates)
    .filter(([name]) => !stack || name === stack)
    .flatMap(([, { Resources }]) => Object.values(Resources))
    .filter((resource) => resource.Type === type)
}

/** The logical ids of the resources of a type. */
export function idsOf({ templates }: StageTemplates, type: string): string[] {
  return Object.values(templates).flatMap(({ Resources }) =>
    Object.keys(Resources).filter((id) => Resources[id]?.Type === type),
  )
}

/** The properties of the stage's table of this name, such as `messages`; none if it has no such table. */
export function tableOf(stage: StageTemplates, name: string): Resource['Properties'] {
  const tables = resourcesOf(stage, 'AWS::DynamoDB::GlobalTable').map(({ Properties }) => Properties)
  return tables.find(({ TableName }) => TableName === `cruddur-${stage.stage}-${name}`) ?? {}
}

/** The logical id of the resource whose ARN another stack imports, if `value` is such an import. */
export function importedId({ templates }: StageTemplates, value: unknown): string | undefined {
  const name = (value as { 'Fn::ImportValue'?: string })['Fn::ImportValue']
  const outputs = Object.values(templates).flatMap(({ Outputs = {} }) => Object.values(Outputs))
  const found = outputs.find(({ Export }) => Export && Export.Name === name)?.Value
  const [id, attribute] = (found as { 'Fn::GetAtt'?: string[] } | undefined)?.['Fn::GetAtt'] ?? []
  return attribute === 'Arn' ? id : undefined
}
