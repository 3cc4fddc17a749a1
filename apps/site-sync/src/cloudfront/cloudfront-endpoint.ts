import type { Env } from '../s3/credentials.ts'

/** Where CloudFront answers: where S3 does, unless the environment says otherwise; null for AWS. */
export function cloudFrontEndpoint(endpoint: string | null, env: Env = process.env): string | null {
  return env['AWS_ENDPOINT_URL_CLOUDFRONT'] || endpoint
}
