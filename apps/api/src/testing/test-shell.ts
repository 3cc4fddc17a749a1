import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes the smallest web app that has the form of a build. The server's tests need no more. */
export async function writeTestShell(dir: string): Promise<string> {
  const webRoot = join(dir, 'web')
  await mkdir(join(webRoot, 'assets'), { recursive: true })
  const shell = '<!doctype html><head><title>Cruddur</title><!--head--></head><body><div id="root"></div></body>'
  await writeFile(join(webRoot, 'index.html'), shell)
  await writeFile(join(webRoot, 'assets', 'app-abc123.js'), '')
  await writeFile(join(webRoot, 'sw.js'), '')
  await writeFile(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  return webRoot
}
