import { createHash, createHmac } from 'node:crypto'

export type RdsAddress = { host: string; port: number; user: string }

/** What Lambda gives a function as AWS_ACCESS_KEY_ID and so on, for the role that it runs as. */
export type AwsCredentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined }

/** Seconds after which RDS no longer accepts the token for a new connection. */
const tokenLifetime = 900

/**
 * The password of a database user with `rds_iam`: the URL of a request to `rds-db`, signed with Signature Version 4. Making it
 * needs no request.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export function rdsToken(
  { host, port, user }: RdsAddress,
  region: string,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  now = new Date(),
): string {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const date = time.slice(0, 8)
  const scope = `${date}/${region}/rds-db/aws4_request`
  const query = [
    ['Action', 'connect'],
    ['DBUser', user],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${accessKeyId}/${scope}`],
    ['X-Amz-Date', time],
    ['X-Amz-Expires', String(tokenLifetime)],
    ...(sessionToken ? [['X-Amz-Security-Token', sessionToken]] : []),
    ['X-Amz-SignedHeaders', 'host'],
  ]
    .map(([name = '', value = '']) => `${name}=${encode(value)}`)
    .join('&')
  const request = ['GET', '/', query, `host:${host}:${port}`, '', 'host', sha256('')].join('\n')
  const key = [date, region, 'rds-db', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  const signature = createHmac('sha256', key)
    .update(['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n'))
    .digest('hex')
  return `${host}:${port}/?${query}&X-Amz-Signature=${signature}`
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** AWS also escapes what encodeURIComponent leaves as it is. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
