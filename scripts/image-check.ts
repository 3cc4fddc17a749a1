import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { startImageTools } from './image/image-tools.ts'
import { tryImage } from './image/try-image.ts'

// `npm run image:check`: builds the Dockerfile and runs what it built, without Docker. Needs root, and the Debian packages
// buildah and debootstrap. Four minutes at first, one when the base is there already.

/** Beyond the base, which every image of Node has. */
const mostMegabytes = 80

for (const name of ['buildah', 'debootstrap']) {
  if (spawnSync(name, ['--version']).error) {
    console.log(`absent  image: ${name} is not installed, so the image was neither built nor run`)
    process.exit(0)
  }
}

const checkout = resolve(import.meta.dirname, '..')
const tools = startImageTools(resolve(checkout, 'node_modules/.cache/image'))
tools.makeBase(resolve(checkout, 'node_modules/node/bin/node'))
tools.build(checkout)
const megabytes = tools.ownMegabytes()
if (megabytes > mostMegabytes) throw new Error(`the image has ${megabytes} MB of its own: ${mostMegabytes} is the end`)
console.log(`ok      the image is built, with ${megabytes} MB of its own`)
for (const line of await tryImage(tools)) console.log(`ok      ${line}`)
tools.removeImage()
