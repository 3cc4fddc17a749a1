import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'

/** A key pair as a user pool has it: `publicKey` is in its key set. */
export async function newPoolKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { publicKey: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }, privateKey }
}

/** A server that answers with the key set `keys`, or however a test wants it to answer. */
export async function startKeyServer(keys: object[] = []) {
  const state = {
    keys,
    requests: 0,
    answer: null as null | ((response: ServerResponse, request: IncomingMessage) => void),
  }
  const server = createServer((request, response) => {
    state.requests++
    if (state.answer) state.answer(response, request)
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: state.keys }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    state,
    origin,
    async stop(): Promise<void> {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
