import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const source = resolve(import.meta.dirname, '../..')
const imports = /(?:^|\n)(?:import|export)[^'"]*?from '([^']+)'|import\('([^']+)'\)/g

/** What each file of the server imports, with `import()` marked by a leading `?`. */
const importsOf = (file: string) =>
  [...readFileSync(resolve(source, file), 'utf8').matchAll(imports)].map(([, fixed, lazy]) => fixed ?? `?${lazy}`)

const files = globSync('**/*.ts', { cwd: source }).filter((file) => !/\.test\.ts$|\/testing\//.test(file))

/** Folders that only settings open. What is in them imports the libraries. */
const onDemand = /(^|\/)(telemetry\/tracing\/sdk|features\/identity\/cognito)\//

it('a server without a collector and a user pool loads neither OpenTelemetry nor anything of AWS', () => {
  const heavy = files.filter((file) =>
    importsOf(file).some((name) => /^\??(@opentelemetry|@smithy|@aws-sdk)\//.test(name)),
  )
  expect(heavy.length).toBeGreaterThan(4)
  expect(heavy.filter((file) => !onDemand.test(file))).toEqual([])
  const eager = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.') && !onDemand.test(file))
      .filter((name) => onDemand.test(join(dirname(file), name)))
      .map((name) => `${file} imports ${name}`),
  )
  expect(eager).toEqual([])
  expect(importsOf('telemetry/tracing/open-tracing.ts')).toContain('?./sdk/create-tracing.ts')
  expect(importsOf('adapters.ts')).toContain('?./features/identity/cognito/cognito-identity.ts')
})
