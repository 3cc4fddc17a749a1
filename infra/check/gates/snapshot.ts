import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import type { Resource, StageTemplates, Template } from '../stage-templates.ts'

const folder = join(import.meta.dirname, '../snapshots')

/** Every resource and every IAM statement, so that a review shows how a change of code affects them. */
export function snapshotGates(all: StageTemplates[], update: boolean): Gate[] {
  return all.map((templates) =>
    search(`resources and rights of ${templates.stage} are as recorded`, () => {
      const path = join(folder, `${templates.stage}.txt`)
      const now = describe(templates)
      if (update) writeFileSync(path, now)
      return differences(existsSync(path) ? readFileSync(path, 'utf8') : '', now)
    }),
  )
}

function differences(before: string, now: string): string[] {
  const [old, fresh] = [before.split('\n'), now.split('\n')]
  const lines = [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ]
  if (lines.length === 0 && before !== now) lines.push('the order changed')
  return lines.length > 0 ? [...lines, 'if this is meant: npm run infra:check -- --update'] : []
}

function describe({ templates }: StageTemplates): string {
  return Object.entries(templates)
    .map(([stack, template]) => `# ${stack}\n${[...typesOf(template), ...rightsOf(template)].join('\n')}\n`)
    .join('\n')
}

function typesOf({ Resources }: Template): string[] {
  return [...Map.groupBy(Object.values(Resources), ({ Type }) => Type)]
    .map(([type, { length }]) => `${length} ${type}`)
    .sort((a, b) => (a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1))
}

type Statement = { Effect: string; Action: unknown; Resource?: unknown; Principal?: unknown; Condition?: unknown }

function rightsOf({ Resources }: Template): string[] {
  return Object.entries(Resources).flatMap(([id, resource]) =>
    documentsOf(resource).flatMap(({ Statement }) =>
      Statement.map(
        ({ Effect, Action, Resource, Principal, Condition }) =>
          `${id} ${Effect} ${[Action].flat().join(' ')}${part('on', Resource)}${part('to', Principal)}${part('if', Condition)}`,
      ),
    ),
  )
}

function documentsOf({ Properties = {} }: Resource): { Statement: Statement[] }[] {
  const inline = [Properties.Policies ?? []].flat().map((policy) => policy.PolicyDocument)
  const own = [Properties.PolicyDocument, Properties.AssumeRolePolicyDocument, Properties.KeyPolicy]
  return [...own, ...inline].filter((document) => document && typeof document === 'object')
}

const part = (word: string, value: unknown) => (value === undefined ? '' : ` ${word} ${JSON.stringify(value)}`)
