import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Environments, startEnvironments } from './lambda-environments.ts'

export type LambdaFunction = {
  /** A bundle, as a path, that exports `handler`. */
  file: string
  /** The variables of the function. It gets these and Lambda's own, and none of this process. */
  env?: Record<string, string>
  /** Lambda ends an environment that has not answered by then. Default: 5,000, after which Cognito gives up. */
  timeoutMs?: number
  /** How many events it handles at once, each in an environment of its own. Default: 1. */
  concurrency?: number
}

export type LambdaEndpoint<Name extends string> = {
  /** The endpoint for a Lambda client. */
  url: string
  /** What a function has written, in all of its environments. */
  logs(name: Name): string
  /** The events that a function got, oldest first. */
  events(name: Name): unknown[]
  /** How many environments were started for a function. */
  coldStarts(name: Name): number
  stop(): Promise<void>
}

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/

/**
 * Emulates Lambda's Invoke API (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html) for synchronous calls. Each
 * function runs as Lambda runs it: its bundle in a process of its own that is kept for the next event.
 */
export async function startLambdaEndpoint<Name extends string>(
  functions: Record<Name, LambdaFunction>,
): Promise<LambdaEndpoint<Name>> {
  const running = new Map<string, Environments>()
  const events = new Map<string, unknown[]>()
  for (const [name, { timeoutMs = 5_000, concurrency = 1, env = {}, file }] of entriesOf(functions)) {
    running.set(name, startEnvironments({ name, file, env, timeoutMs, concurrency }))
    events.set(name, [])
  }

  const server = createServer(async (request, response) => {
    const name = invocation.exec(request.url ?? '')?.[1] ?? ''
    const environments = running.get(name)
    if (request.method !== 'POST' || !environments) return refuse(response, `Function not found: ${name}`)
    const event = JSON.parse(await textOf(request))
    events.get(name)?.push(event)
    const answer = await environments.invoke(event)
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...('error' in answer && { 'x-amz-function-error': 'Unhandled' }),
    })
    response.end(JSON.stringify('error' in answer ? answer.error : (answer.result ?? null)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logs: (name) => running.get(name)?.logs() ?? '',
    events: (name) => events.get(name) ?? [],
    coldStarts: (name) => running.get(name)?.coldStarts() ?? 0,
    async stop() {
      await Promise.all([...running.values()].map((environments) => environments.stop()))
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function entriesOf<Name extends string>(functions: Record<Name, LambdaFunction>): [Name, LambdaFunction][] {
  return Object.entries(functions) as [Name, LambdaFunction][]
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(404, { 'content-type': 'application/json', 'x-amzn-errortype': 'ResourceNotFoundException' })
  response.end(JSON.stringify({ Type: 'User', Message: message }))
}

/** The SDK of cognito-local sends JSON as `binary/octet-stream`, so the type is not looked at. */
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
