import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Authorize } from './otlp-exporter.ts'

/**
 * Signs requests for X-Ray's OTLP endpoint with the credentials of AWS's default provider chain: environment, profile,
 * container, instance.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html
 */
export function createXraySigner({ url, region }: { url: string; region: string }): Authorize {
  const { protocol, hostname, host, port, pathname } = new URL(url)
  const signer = new SignatureV4({
    service: 'xray',
    region,
    credentials: defaultProvider(),
    sha256: Hash.bind(null, 'sha256'),
  })
  return async (body, headers) => {
    const request = { method: 'POST', protocol, hostname, path: pathname, body, headers: { ...headers, host } }
    const signed = await signer.sign({ ...request, ...(port && { port: Number(port) }) })
    // fetch sets the host itself, to the same.
    const { host: _host, ...rest } = signed.headers
    return rest
  }
}
