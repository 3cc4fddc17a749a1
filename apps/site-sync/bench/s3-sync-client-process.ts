import { createRequire } from 'node:module'

/** `s3-sync-client` has no command of its own: `node s3-sync-client-process.ts <tools folder> <url> <bucket> <folder>` */
const [tools = '', endpoint = '', bucket = '', folder = ''] = process.argv.slice(2)
const require = createRequire(`${tools}/npm/package.json`)
const { S3Client } = require('@aws-sdk/client-s3')
const { S3SyncClient } = require('s3-sync-client')
const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true })
await new S3SyncClient({ client }).sync(folder, `s3://${bucket}`, { del: true, maxConcurrentTransfers: 32 })
client.destroy()
