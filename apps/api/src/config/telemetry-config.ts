import packageJson from '../../package.json' with { type: 'json' }
import { otlpTracesUrl } from '../telemetry/tracing/otlp-settings.ts'
import type { Collector, TracingSettings } from '../telemetry/tracing/tracing.ts'
import type { Values } from './settings.ts'

/** Where errors are sent besides the log. */
export type RollbarSettings = { url: string; token: string; release: string; environment: string }

/** Logs, traces and error reports. */
export type TelemetryConfig = {
  log: { level: Values['LOG_LEVEL']; format: 'json' | 'text' | undefined }
  tracing: TracingSettings
  rollbar: RollbarSettings | null
}

export function telemetryOf(values: Values): TelemetryConfig {
  const release = values.RELEASE ?? packageJson.version
  const environment = values.ROLLBAR_ENVIRONMENT
  const { ROLLBAR_ACCESS_TOKEN: token, ROLLBAR_ENDPOINT: url } = values
  return {
    log: { level: values.LOG_LEVEL, format: values.LOG_FORMAT },
    tracing: {
      collectors: collectorsOf(values),
      sampling: { sampler: values.OTEL_TRACES_SAMPLER, ratio: values.OTEL_TRACES_SAMPLER_ARG },
      serviceName: values.OTEL_SERVICE_NAME ?? 'cruddur-api',
      release,
      environment,
    },
    rollbar: token ? { url, token, release, environment } : null,
  }
}

function collectorsOf(values: Values): Collector[] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = {} } = values
  const { AWS_DEFAULT_REGION: region, AWS_ENDPOINT_URL_XRAY: xray = `https://xray.${region}.amazonaws.com` } = values
  const collectors: Collector[] = []
  if (endpoint) collectors.push({ kind: 'otlp', url: otlpTracesUrl(endpoint), headers })
  if (isXrayOn(values) && region) collectors.push({ kind: 'xray', url: otlpTracesUrl(xray), region })
  return collectors
}

/** The setting of the first Cruddur that X-Ray was switched on with, if there is one. */
export function originalXraySetting(values: Values): 'AWS_XRAY_DAEMON_ADDRESS' | 'AWS_XRAY_URL' | undefined {
  if (values.AWS_XRAY_DAEMON_ADDRESS) return 'AWS_XRAY_DAEMON_ADDRESS'
  return values.AWS_XRAY_URL ? 'AWS_XRAY_URL' : undefined
}

/** Whether traces go to X-Ray. */
export function isXrayOn(values: Values): boolean {
  if (values.XRAY) return values.XRAY === 'on'
  return Boolean(originalXraySetting(values) && values.AWS_DEFAULT_REGION)
}
