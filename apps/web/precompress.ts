import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Below this a compressed copy saves less than the look-up for it costs. */
const worthwhile = 1024

async function compressed(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < worthwhile) return
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality))
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
}

/**
 * Lays a brotli and a gzip copy beside each script, style sheet and drawing, which the server sends as they are.
 * Not beside index.html: the server fills in its head, so that a copy would be stale.
 */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (!dir) return
      const files = await readdir(dir, { recursive: true })
      await Promise.all(files.filter((file) => /\.(js|css|svg)$/.test(file)).map((file) => compressed(join(dir, file))))
    },
  }
}
