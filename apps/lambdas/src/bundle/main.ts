// `npm run build -w @cruddur/lambdas`: what the infrastructure uploads, in `dist`.
import { join } from 'node:path'
import { bundleFunctions } from './bundle-functions.ts'

const outDir = join(import.meta.dirname, '../../dist')
for (const { file, bytes } of Object.values(await bundleFunctions(outDir))) {
  console.log(`${file}  ${Math.ceil(bytes / 1024)} KiB`)
}
