import { currentSpan, errorTypeOf, runInSpan } from './span.ts'
import { formatTraceparent } from './trace-context.ts'

type Handler = (args: { input: object; request?: unknown }) => Promise<{ response: unknown; output: object }>
type HandlerContext = { clientName?: string; commandName?: string }
type Middleware = (next: Handler, context: HandlerContext) => Handler

/** The part of a client of the AWS SDK, version 3, that is needed to see its calls. */
export type AwsClient = {
  middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: each client has a signature of its own
    add(middleware: any, options: { step: 'initialize'; name: string }): void
    // biome-ignore lint/suspicious/noExplicitAny: each client has a signature of its own
    add(middleware: any, options: { step: 'build'; name: string }): void
  }
}

/**
 * Records each call of an AWS client as a span, and sends AWS the trace's id. The input of a call is not recorded. Works with
 * every client of the SDK, without importing one.
 */
export function traceAwsClient(client: AwsClient): void {
  const record: Middleware = (next, { clientName = 'AWS', commandName = 'call' }) => {
    const service = clientName.replace(/Client$/, '')
    const operation = commandName.replace(/Command$/, '')
    const attributes = {
      'rpc.system.name': 'aws-api',
      'rpc.method': `${service}/${operation}`,
      ...(service === 'DynamoDB' && { 'db.system.name': 'aws.dynamodb', 'db.operation.name': operation }),
    }
    return async (args) => {
      const span = currentSpan()?.startChild?.(`${service}.${operation}`, { kind: 'client', attributes })
      if (!span) return next(args)
      try {
        return await runInSpan(span, () => next(args))
      } catch (error) {
        span.fail(errorTypeOf(error))
        throw error
      } finally {
        span.end()
      }
    }
  }
  const propagate: Middleware = (next) => (args) => {
    const span = currentSpan()
    const { headers } = (args.request ?? {}) as { headers?: Record<string, string> }
    if (span && headers) headers.traceparent = formatTraceparent(span.context)
    return next(args)
  }
  client.middlewareStack.add(record, { step: 'initialize', name: 'recordSpan' })
  // Before the request is signed.
  client.middlewareStack.add(propagate, { step: 'build', name: 'propagateTrace' })
}
