import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { AwsSolutionsChecks } from 'cdk-nag'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { acknowledged } from '../acknowledged.ts'
import type { StageTemplates } from '../stage-templates.ts'

type Diagnostic = { severity: string; ruleId: string; message: string; entity?: unknown; propertyPath?: string }
type Engine = { validateTemplate(file: object): { diagnostics: Diagnostic[] }; free(): void }
type Validator = {
  CompositeEngine: new (options: { guardRules: { name: string; content: string }[] }) => Engine
  TemplateFile: new (path: string) => object
}

/** CloudFormation's own validator, which comes inside the CDK. */
const fromCdk = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib'))

const folder = join(import.meta.dirname, '../rules')

/** Findings of the validator that are false alarms here. */
const accepted: Record<string, string> = {
  W9013: 'the account is in the ARN because a stage is deployed to one account, which infra/config.ts names',
  W3005: 'CDK writes a DependsOn that a reference says too',
}

export function ruleGates(all: StageTemplates[]): Gate[] {
  const { CompositeEngine, TemplateFile } = fromCdk('@aws/cloudformation-validate') as Validator
  const rules = globSync('*.guard', { cwd: folder }).map((name) => ({
    name,
    content: readFileSync(join(folder, name), 'utf8'),
  }))
  // It takes seconds to start, so both gates share it.
  let engine: Engine | undefined
  const diagnose = (path: string) => {
    engine ??= new CompositeEngine({ guardRules: rules })
    return engine.validateTemplate(new TemplateFile(path)).diagnostics.filter(({ severity }) => severity !== 'INFO')
  }
  return [
    search('templates are valid, and keep our rules', () =>
      all
        .flatMap(({ files }) => Object.values(files))
        .flatMap((path) =>
          diagnose(path)
            .filter(({ ruleId }) => !(ruleId in accepted))
            .map(
              ({ ruleId, message, entity, propertyPath }) =>
                `${basename(path)} ${JSON.stringify(entity)} ${propertyPath ?? ''} ${ruleId}: ${message}`,
            ),
        ),
    ),
    search('each rule finds the fault that it is for', () => {
      const names = rules.flatMap(({ content }) => [...content.matchAll(/^rule (\w+)/gm)].map(([, name]) => name ?? ''))
      const found = new Set(diagnose(join(folder, 'faulty.template.json')).map(({ ruleId }) => ruleId))
      return names.filter((name) => !found.has(name)).map((name) => `${name} finds nothing in faulty.template.json`)
    }),
    search('cdk-nag finds nothing without a reason', () => all.slice(0, 1).flatMap(unacknowledged)),
  ]
}

type Finding = { ruleName: string; description: string; violatingResources: { constructPath?: string }[] }

function unacknowledged({ app }: StageTemplates): string[] {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app) as unknown as { violations: Finding[] }
  const findings = violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => ({
      rule: ruleName.replace('AwsSolutions-', ''),
      stack: constructPath.split('/')[0]?.split('-').at(-1) ?? '',
      line: `${ruleName} at ${constructPath}: ${description}`,
    })),
  )
  const used = new Set<object>()
  const open = findings.filter(({ rule, stack }) => {
    const entry = acknowledged.find((entry) => entry.stack === stack && entry.rule.test(rule))
    if (entry) used.add(entry)
    return !entry
  })
  const idle = acknowledged.filter((entry) => !used.has(entry))
  return [
    ...open.map(({ line }) => line),
    ...idle.map(({ stack, rule }) => `infra/check/acknowledged.ts accepts ${rule} in ${stack}, where it is not found`),
  ]
}
