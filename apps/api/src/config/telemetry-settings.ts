import { samplers } from '../telemetry/tracing/sampling.ts'
import * as value from './setting-values.ts'

/** Settings of logs, traces and error reports. Names are those of OpenTelemetry, AWS and the first Cruddur. */
export const telemetrySettings = {
  LOG_LEVEL: {
    about: 'Least level that is logged: fatal, error, warn, info, debug, trace or silent.',
    default: 'info',
    schema: value.oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  LOG_FORMAT: {
    about: 'Form of log lines: json, or text for people. Default: text on a terminal, otherwise json.',
    schema: value.oneOf('json', 'text').optional(),
  },
  RELEASE: {
    about:
      'What runs here, such as a commit: named in traces and error reports, and on /proof if it is a whole commit. Default: the commit of the image, or the version in package.json.',
    schema: value.word(100).optional(),
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    about: 'Collector of traces, by OTLP over HTTP: https://api.honeycomb.io. Unset: no traces.',
    schema: value.endpoint.optional(),
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    about: 'Headers that let us in there: x-honeycomb-team=KEY, separated by commas.',
    schema: value.headers.optional(),
  },
  OTEL_SERVICE_NAME: {
    about: 'Name of this service in traces and in CloudWatch. Default: cruddur-api in traces, api in CloudWatch.',
    schema: value.word(100).optional(),
  },
  OTEL_TRACES_SAMPLER: {
    about: `Which traces are recorded: ${samplers.join(', ')}. With parentbased, callers decide: only for a server that no stranger reaches.`,
    default: 'traceidratio',
    schema: value.oneOf(...samplers),
  },
  OTEL_TRACES_SAMPLER_ARG: {
    about: 'Share of traces that are recorded, 0 to 1.',
    default: '0.1',
    schema: value.share,
  },
  XRAY: {
    about:
      'on: sends traces to AWS X-Ray too, in AWS_DEFAULT_REGION, signed with the credentials of the environment. Default: on if AWS_XRAY_DAEMON_ADDRESS or AWS_XRAY_URL and the region are set.',
    schema: value.oneOf('on', 'off').optional(),
  },
  AWS_XRAY_DAEMON_ADDRESS: {
    about: 'Of the first Cruddur: turns XRAY on. No daemon is needed.',
    schema: value.word(1_000).optional(),
  },
  AWS_XRAY_URL: { about: 'Of the first Cruddur: turns XRAY on.', schema: value.word(1_000).optional() },
  AWS_ENDPOINT_URL_XRAY: {
    about: 'Where X-Ray answers, when that is not AWS itself.',
    schema: value.endpoint.optional(),
  },
  ROLLBAR_ACCESS_TOKEN: {
    about: 'Sends errors of the server and of the web app to Rollbar. Unset: they are in the log alone.',
    schema: value.word(200).optional(),
  },
  ROLLBAR_ENDPOINT: {
    about: 'Where Rollbar takes reports.',
    default: 'https://api.rollbar.com/api/1/item/',
    schema: value.endpoint,
  },
  ROLLBAR_ENVIRONMENT: {
    about: 'Name of this installation, in error reports and in traces.',
    default: 'production',
    schema: value.word(100),
  },
}
