import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** In bytes. The copy of a smaller file would save less than looking for it costs. */
const minSize = 1024

async function compressed(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < minSize) return
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality))
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
}

/**
 * Writes a brotli and a gzip copy of each script, style sheet and drawing, which the server sends as they are. Not of
 * index.html: the server fills in its head for each request.
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
