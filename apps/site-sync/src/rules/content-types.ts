const utf8 = '; charset=utf-8'

/**
 * Types by file extension. The table is our own because that of an operating system differs from machine to machine, and
 * the same site would get other types there.
 */
const families: Record<string, string> = {
  [`text/html${utf8}`]: 'html htm',
  [`application/xhtml+xml${utf8}`]: 'xhtml xht',
  [`text/css${utf8}`]: 'css',
  [`text/javascript${utf8}`]: 'js mjs cjs',
  [`text/plain${utf8}`]: 'txt text log ini conf toml license',
  [`text/markdown${utf8}`]: 'md markdown',
  [`text/csv${utf8}`]: 'csv',
  [`text/tab-separated-values${utf8}`]: 'tsv',
  [`text/vtt${utf8}`]: 'vtt',
  [`text/calendar${utf8}`]: 'ics ical',
  [`text/vcard${utf8}`]: 'vcf',
  [`text/x-component${utf8}`]: 'htc',
  [`application/x-subrip${utf8}`]: 'srt',
  [`application/yaml${utf8}`]: 'yaml yml',
  [`application/json${utf8}`]: 'json map json5 importmap',
  [`application/ld+json${utf8}`]: 'jsonld',
  [`application/feed+json${utf8}`]: 'jsonfeed',
  [`application/geo+json${utf8}`]: 'geojson',
  [`application/x-ndjson${utf8}`]: 'ndjson jsonl',
  [`application/manifest+json${utf8}`]: 'webmanifest',
  [`application/xml${utf8}`]: 'xml xsd dtd',
  [`application/xslt+xml${utf8}`]: 'xsl xslt',
  [`application/rss+xml${utf8}`]: 'rss',
  [`application/atom+xml${utf8}`]: 'atom',
  [`application/opensearchdescription+xml${utf8}`]: 'osdx',
  [`application/gpx+xml${utf8}`]: 'gpx',
  [`application/vnd.google-earth.kml+xml${utf8}`]: 'kml',
  [`application/graphql${utf8}`]: 'graphql gql',
  [`application/sql${utf8}`]: 'sql',
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/apng': 'apng',
  'image/jpeg': 'jpg jpeg jfif pjpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/jxl': 'jxl',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/bmp': 'bmp',
  'image/tiff': 'tif tiff',
  'image/x-icon': 'ico cur',
  'font/woff': 'woff',
  'font/woff2': 'woff2',
  'font/ttf': 'ttf',
  'font/otf': 'otf',
  'font/collection': 'ttc',
  'application/vnd.ms-fontobject': 'eot',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg oga opus',
  'audio/wav': 'wav',
  'audio/webm': 'weba',
  'audio/flac': 'flac',
  'audio/midi': 'mid midi',
  'video/mp4': 'mp4 m4v',
  'video/mpeg': 'mpeg mpg',
  'video/ogg': 'ogv',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'video/x-msvideo': 'avi',
  'video/mp2t': 'ts',
  'video/iso.segment': 'm4s',
  'application/vnd.apple.mpegurl': 'm3u8',
  'application/dash+xml': 'mpd',
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'application/epub+zip': 'epub',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/wasm': 'wasm',
  'application/zip': 'zip',
  'application/gzip': 'gz tgz',
  'application/zstd': 'zst',
  'application/x-tar': 'tar',
  'application/x-bzip2': 'bz2',
  'application/x-xz': 'xz',
  'application/x-7z-compressed': '7z',
  'application/vnd.rar': 'rar',
  'application/java-archive': 'jar',
  'application/vnd.android.package-archive': 'apk',
  'application/x-apple-diskimage': 'dmg',
  'application/vnd.debian.binary-package': 'deb',
  'application/x-rpm': 'rpm',
  'application/x-shockwave-flash': 'swf',
  'application/pgp-keys': 'asc',
  'application/pgp-signature': 'sig',
  'application/x-x509-ca-cert': 'crt cer der pem',
  'application/pkcs7-mime': 'p7m',
  'model/gltf+json': 'gltf',
  'model/gltf-binary': 'glb',
  'model/vnd.usdz+zip': 'usdz',
  'model/obj': 'obj',
  'model/stl': 'stl',
}

const byExtension = new Map(
  Object.entries(families).flatMap(([type, extensions]) =>
    extensions.split(' ').map((extension) => [extension, type] as const),
  ),
)

/** Types of names without an extension, or whose extension does not tell the type. */
const byName = new Map([
  ['apple-app-site-association', `application/json${utf8}`],
  ['apple-developer-merchantid-domain-association', `text/plain${utf8}`],
  ['browserconfig.xml', `application/xml${utf8}`],
  ['host-meta', `application/xrd+xml${utf8}`],
  ['nodeinfo', `application/json${utf8}`],
  ['matrix/client', `application/json${utf8}`],
  ['matrix/server', `application/json${utf8}`],
  ['openid-configuration', `application/json${utf8}`],
  ['webfinger', `application/jrd+json${utf8}`],
  ...[
    '.nojekyll',
    '_headers',
    '_redirects',
    'authors',
    'changelog',
    'cname',
    'copying',
    'license',
    'notice',
    'readme',
  ].map((name) => [name, `text/plain${utf8}`] as const),
])

const unknown = 'application/octet-stream'

/** The content type of a file, by its path. Ignores case. */
export function contentType(path: string): string {
  const low = path.toLowerCase()
  const slash = low.lastIndexOf('/')
  const name = low.slice(slash + 1)
  const above = low.lastIndexOf('/', slash - 1) + 1
  const known = byName.get(name) ?? byName.get(low.slice(above))
  if (known) return known
  // `acme-challenge/token`: the certificate authority compares the text.
  if (low.startsWith('acme-challenge/', above)) return `text/plain${utf8}`
  const dot = name.lastIndexOf('.')
  return (dot > 0 ? byExtension.get(name.slice(dot + 1)) : undefined) ?? unknown
}

/** The number of extensions with a type. */
export const knownExtensions = byExtension.size
