// OpenTelemetry's environment variables that both the server and the Lambda functions read.

/** Where a collector takes traces (OTLP exporter specification, "Endpoint URLs for OTLP/HTTP"). */
export function otlpTracesUrl(endpoint: string): string {
  return `${endpoint.replace(/\/+$/, '')}/v1/traces`
}

/**
 * Headers of requests, as OpenTelemetry writes them: `name=value` separated by commas, values percent-encoded.
 *
 * @throws Error that says what they must look like, without their values
 */
export function parseOtlpHeaders(text: string): Record<string, string> {
  return Object.fromEntries(text.split(',').map((item) => parseHeader(item.trim())))
}

function parseHeader(item: string): [string, string] {
  const [, name, encoded = ''] = /^([\w-]+)\s*=\s*([\x21-\x7e]*)$/.exec(item) ?? []
  const decoded = percentDecoded(encoded)
  if (name && decoded !== undefined && !/[\r\n\0]/.test(decoded)) return [name.toLowerCase(), decoded]
  throw new Error('must be headers such as x-honeycomb-team=KEY, separated by commas')
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
