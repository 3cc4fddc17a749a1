import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const source = resolve(import.meta.dirname, '../..')
const imports = /(?:^|\n)(?:import|export)[^'"]*?from '([^']+)'|import\('([^']+)'\)/g

/** What each file of the server imports, with `import()` marked by a leading `?`. */
const importsOf = (file: string) =>
  [...readFileSync(resolve(source, file), 'utf8').matchAll(imports)].map(([, fixed, lazy]) => fixed ?? `?${lazy}`)

const files = globSync('**/*.ts', { cwd: source }).filter((file) => !/\.test\.ts$|\/testing\//.test(file))

it('a server without a collector loads neither OpenTelemetry nor the signer of AWS', () => {
  const heavy = files.filter((file) =>
    importsOf(file).some((name) => /^\??(@opentelemetry|@smithy|@aws-sdk)\//.test(name)),
  )
  expect(heavy.length).toBeGreaterThan(2)
  expect(heavy.filter((file) => !file.startsWith('telemetry/tracing/sdk/'))).toEqual([])
  const outside = files.filter((file) => !file.startsWith('telemetry/tracing/sdk/'))
  const eager = outside.filter((file) =>
    importsOf(file).some((name) => !name.startsWith('?') && name.includes('/sdk/')),
  )
  expect(eager).toEqual([])
  expect(importsOf('telemetry/tracing/open-tracing.ts')).toContain('?./sdk/create-tracing.ts')
})
