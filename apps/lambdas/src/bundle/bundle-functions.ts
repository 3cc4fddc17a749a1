import { join } from 'node:path'
import { build } from 'rolldown'

/** The folders of the functions. A bundle has the name of its folder. */
export const functionNames = ['pre-sign-up', 'post-confirmation'] as const

export type FunctionName = (typeof functionNames)[number]

export type Bundle = {
  file: string
  /** Its size. */
  bytes: number
}

/** Bundles each function with all that it needs into one file. */
export async function bundleFunctions(outDir: string): Promise<Record<FunctionName, Bundle>> {
  const bundles = await Promise.all(functionNames.map(async (name) => [name, await bundle(name, outDir)] as const))
  return Object.fromEntries(bundles) as Record<FunctionName, Bundle>
}

async function bundle(name: FunctionName, outDir: string): Promise<Bundle> {
  const file = join(outDir, `${name}.mjs`)
  const { output } = await build({
    input: join(import.meta.dirname, '..', name, 'handler.ts'),
    platform: 'node',
    // pg asks for it only if it is told to.
    external: ['pg-native'],
    output: { file, format: 'esm', minify: true, codeSplitting: false },
  })
  return { file, bytes: Buffer.byteLength(output[0].code) }
}
