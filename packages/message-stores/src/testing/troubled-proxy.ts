import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a request fails. `lose` passes it on and drops the answer, `hang` does not answer; the others are DynamoDB's errors. */
export type Trouble = 'throttle' | 'conflict' | 'fail' | 'lose' | 'hang'

const answers: Record<Exclude<Trouble, 'lose' | 'hang'>, { status: number; body: object }> = {
  throttle: {
    status: 400,
    body: { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException' },
  },
  conflict: {
    status: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
    },
  },
  fail: { status: 500, body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' } },
}

/** A proxy before DynamoDB. It fails the next requests of an operation as told to, and passes all others on. */
export async function startTroubledProxy(target: string) {
  const ahead: { operation: string; trouble: Trouble }[] = []
  const seen: { operation: string; at: number }[] = []
  const server = createServer(async (asked, answer) => {
    const operation = String(asked.headers['x-amz-target']).split('.')[1] ?? ''
    seen.push({ operation, at: Date.now() })
    const index = ahead.findIndex((one) => one.operation === operation)
    const [next] = index >= 0 ? ahead.splice(index, 1) : []
    if (!next || next.trouble === 'lose') return pass(asked, answer, target, Boolean(next))
    asked.resume()
    if (next.trouble === 'hang') return
    const { status, body } = answers[next.trouble]
    answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The operations that were requested, in order. */
    seen,
    trouble(operation: string, ...troubles: Trouble[]): void {
      ahead.push(...troubles.map((trouble) => ({ operation, trouble })))
    },
    /** Fails no more requests. */
    calm(): void {
      ahead.length = 0
    },
    async stop(): Promise<void> {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function pass(asked: IncomingMessage, answer: ServerResponse, target: string, lose: boolean): void {
  const passed = request(target, { method: asked.method, headers: asked.headers }, (got) => {
    if (lose) return void got.resume().once('end', () => answer.destroy())
    answer.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(answer)
  })
  asked.pipe(passed)
}
