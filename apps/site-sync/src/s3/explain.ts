import type { Reply } from '../http/reply.ts'

/** The request that failed, for the message of its error. */
export type Asked = { operation: string; bucket: string; key?: string | undefined; conditional?: boolean | undefined }

/** The permission that each operation needs. */
const permissions: Record<string, string> = {
  ListObjectsV2: 's3:ListBucket',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
  CopyObject: 's3:GetObject and s3:PutObject',
  DeleteObject: 's3:DeleteObject',
  DeleteObjects: 's3:DeleteObject',
  AbortMultipartUpload: 's3:AbortMultipartUpload',
}

/** Words an error: what is wrong, and what to do about it if known. */
export function explain(code: string, message: string, asked: Asked, reply: Reply | null): string {
  const { operation, bucket, key } = asked
  const where = key === undefined ? `s3://${bucket}` : `s3://${bucket}/${key}`
  const known = advice(code, message, asked, reply)
  const theirs = message.trim().replace(/\.$/, '')
  if (known) return `${known} (${operation} of ${where}: ${code}${theirs && theirs !== code ? `, "${theirs}"` : ''})`
  return `${operation} of ${where} failed: ${code}${theirs && theirs !== code ? `, "${theirs}"` : ''}.`
}

function advice(code: string, message: string, asked: Asked, reply: Reply | null): string | null {
  const { operation, bucket } = asked
  switch (code) {
    case 'NoSuchBucket':
      return `There is no bucket "${bucket}".`
    case 'AccessDenied':
    case 'AllAccessDisabled':
      return `These credentials may not do this: they need ${permissions[operation] ?? 's3:PutObject'}.`
    case 'ExpiredToken':
    case 'TokenRefreshRequired':
      return 'The credentials have expired: sign in again, or let the pipeline assume its role again.'
    case 'InvalidToken':
      return 'The session token is not valid: AWS_SESSION_TOKEN must belong to the same session as the keys.'
    case 'InvalidAccessKeyId':
      return 'AWS does not know this access key. A key that begins with ASIA also needs its AWS_SESSION_TOKEN.'
    case 'SignatureDoesNotMatch':
      return 'The secret access key does not belong to the access key.'
    case 'RequestTimeTooSkewed':
      return `The clock of this machine is wrong: it says ${new Date().toISOString()}${theirTime(reply)}.`
    case 'InvalidRequest':
      return /larger than|maximum allowable/i.test(message)
        ? 'S3 cannot replace the headers of an object of more than 5 GiB: upload it again.'
        : null
    case 'PreconditionFailed':
    case 'ConditionalRequestConflict':
      return 'Another client has changed the object meanwhile.'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'The server name cannot be resolved: check the region, the endpoint and the network.'
    case 'ECONNREFUSED':
      return 'The server refuses connections: check the endpoint, and whether the server is running.'
    default:
      return null
  }
}

function theirTime(reply: Reply | null): string {
  const date = new Date(reply?.headers.date ?? '')
  return Number.isNaN(date.getTime()) ? '' : `, and S3 says ${date.toISOString()}`
}
