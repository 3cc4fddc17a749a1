import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { installMinistack } from '@cruddur/aws-emulators/ministack-install'

const run = promisify(execFile)

type Manifest = {
  files: Record<
    string,
    {
      source: { path: string; packaging: string }
      destinations: Record<string, { bucketName: string; objectKey: string }>
    }
  >
}

/** The folders that the templates in a folder refer to, each packed, with the place in S3 where a template looks for it. */
export async function packAssets(folder: string): Promise<{ zip: Buffer; bucket: string; key: string }[]> {
  const installed = await installMinistack()
  if ('missing' in installed) throw new Error(installed.missing)
  const entries = globSync('*.assets.json', { cwd: folder })
    .map((name): Manifest => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .flatMap(({ files }) => Object.values(files))
    .filter(({ source }) => source.packaging === 'zip')
  return Promise.all(
    entries.flatMap(({ source, destinations }) =>
      Object.values(destinations).map(async ({ bucketName, objectKey }) => {
        const path = join(folder, source.path)
        const zip = `${path}.zip`
        // The Python that runs the emulator can pack, which Node cannot by itself.
        await run(installed.python, ['-m', 'zipfile', '-c', zip, ...globSync('*', { cwd: path })], { cwd: path })
        return { zip: readFileSync(zip), bucket: bucketName, key: objectKey }
      }),
    ),
  )
}
