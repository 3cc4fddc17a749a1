import type { Environment } from './read-environment.ts'

/** Where CloudFront answers: where S3 does, unless the environment says otherwise; null for AWS. */
export function cloudFrontEndpoint(endpoint: string | null, env: Environment = process.env): string | null {
  return env['AWS_ENDPOINT_URL_CLOUDFRONT'] || endpoint
}
