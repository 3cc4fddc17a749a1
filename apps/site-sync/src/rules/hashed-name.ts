/** Everything below is called by its content or by its build, whatever its name looks like. */
const immutableFolder = /(^|\/)(_next\/static|_app\/immutable)\//
/** Where bundlers put what they call by its content. */
const bundlerFolder = /(^|\/)(assets|_astro|_nuxt|chunks|build|static\/(js|css|media))\//
/** The endings of a name that come after its hash: `main.0a1b2c3d.chunk.js.map`. */
const endings = /(\.(chunk|bundle|module|min|worker|legacy))*(\.m?js\.LICENSE)?\.[a-z0-9]+(\.map|\.br|\.gz)?$/i
const code = /\.(m?js|css|wasm|woff2?)(\.map|\.br|\.gz)?$/i

/** As webpack and Parcel hash. With a digit and a letter: neither `20240115` nor `facade`. */
const hex = /(?:^|[.-])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}$/
/** As Vite, Rollup and esbuild hash: eight letters of base64url or base32. */
const short = /[.-]([\w-]{8})$/
const changes = /[A-Z]?[a-z]+|[A-Z]+|\d+|[_-]+/g

/**
 * Whether a name changes with the content of its file, so that what it leads to may be kept for good. To take one for
 * another costs a visitor a year in one direction and a question in the other: when in doubt, it does not.
 */
export function isHashedName(path: string): boolean {
  if (immutableFolder.test(path)) return true
  const name = path.slice(path.lastIndexOf('/') + 1)
  const stem = name.replace(endings, '')
  if (stem === name) return false
  if (hex.test(stem)) return true
  const token = short.exec(stem)?.[1]
  if (token === undefined || !/[A-Z]/.test(token) || !/[a-z\d]/.test(token)) return false
  // `MyReport`, `IMG_1234` and `Q1Report` are of three pieces at most; what is random changes more often.
  const pieces = token.match(changes)?.length ?? 0
  return bundlerFolder.test(path) && code.test(name) ? pieces >= 2 : pieces >= 4
}
