// Runs a bundle as the runtime of Lambda does: loads it once, then gives it one event after the other.
import { pathToFileURL } from 'node:url'

export type Invocation = { event: unknown; timeoutMs: number }
export type Answer = { result: unknown } | { error: { errorType: string; errorMessage: string; trace?: string[] } }

type Context = { functionName: string; getRemainingTimeInMillis(): number }
type Handler = (event: unknown, context: Context) => unknown

const loading = import(pathToFileURL(process.argv[2] ?? '').href) as Promise<{ handler?: Handler }>
// The next event reports it.
loading.catch(() => undefined)

process.on('message', async (invocation: Invocation) => {
  process.send?.(await answerTo(invocation))
})

async function answerTo({ event, timeoutMs }: Invocation): Promise<Answer> {
  const deadline = Date.now() + timeoutMs
  try {
    const { handler } = await loading
    if (!handler) throw new TypeError('handler is undefined or not exported')
    const context: Context = {
      functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '',
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    }
    return { result: await handler(event, context) }
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    // The runtime writes what a handler throws into the function's log, with its stack.
    console.error(
      `ERROR Invoke Error ${JSON.stringify({ errorType: error.name, errorMessage: error.message, stack: error.stack })}`,
    )
    return { error: { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] } }
  }
}
