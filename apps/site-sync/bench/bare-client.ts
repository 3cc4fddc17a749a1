import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'

/**
 * What Node's own client takes for the requests alone: the listing, then the given files over 32 connections, without signatures,
 * headers, hashes or a plan. `node bare-client.ts <url> <bucket> <folder> <file of names to put>`
 */
const [url = '', bucket = '', folder = '', names = ''] = process.argv.slice(2)
const { hostname, port } = new URL(url)
const connections = 32
const agent = new Agent({ keepAlive: true, maxSockets: connections })

function send(method: string, path: string, body?: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'content-length': body.length } : {}
    const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('latin1')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

let token: string | undefined
do {
  const after: string = token === undefined ? '' : `&continuation-token=${encodeURIComponent(token)}`
  const page = await send('GET', `/${bucket}?list-type=2${after}`)
  token = /<NextContinuationToken>([^<]*)</.exec(page)?.[1]
} while (token !== undefined)

readdirSync(folder)
const files = readFileSync(names, 'utf8').split('\n').filter(Boolean)
let next = 0
async function putAll() {
  while (next < files.length) {
    const file = files[next++] as string
    await send('PUT', `/${bucket}/${file}`, await readFile(join(folder, file)))
  }
}
await Promise.all(Array.from({ length: connections }, putAll))
agent.destroy()
