import type { Agent, AgentOptions } from 'node:http'

/**
 * The agent for requests to an address through the proxy that the environment names: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY,
 * and NO_PROXY for hosts without one, in capital or small letters.
 *
 * @param address of the server, with its protocol
 * @returns null when the address needs no proxy
 */
export async function proxyAgentFor(address: string, options: AgentOptions = {}): Promise<Agent | null> {
  if (!hasProxy()) return null
  const { getProxyForUrl } = await import('proxy-from-env')
  const proxy = getProxyForUrl(address)
  if (proxy === '') return null
  if (address.startsWith('https:')) {
    const { HttpsProxyAgent } = await import('https-proxy-agent')
    return new HttpsProxyAgent(proxy, options)
  }
  const { HttpProxyAgent } = await import('http-proxy-agent')
  return new HttpProxyAgent(proxy, options)
}

/** The agent that clients of AWS's own SDK take, as options of their request handler. */
export async function sdkProxyOptions(address: string): Promise<{ httpsAgent?: Agent; httpAgent?: Agent }> {
  const agent = await proxyAgentFor(address)
  if (agent === null) return {}
  return address.startsWith('https:') ? { httpsAgent: agent } : { httpAgent: agent }
}

/** The libraries are loaded only where there is a proxy. */
function hasProxy(): boolean {
  return Object.keys(process.env).some((name) => /^(https?|all)_proxy$/i.test(name) && process.env[name])
}
