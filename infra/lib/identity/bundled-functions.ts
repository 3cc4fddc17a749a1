import { resolve } from 'node:path'
import { bundleFunctions } from '../../../apps/lambdas/src/bundle/bundle-functions.ts'

const folder = resolve(import.meta.dirname, '../../../apps/lambdas/dist')

/** Bundles the functions of the user pool and returns their folder. */
export async function bundledFunctions(): Promise<string> {
  await bundleFunctions(folder)
  return folder
}
