/**
 * The push services of the browsers, by their hosts: Chrome, Edge and their relatives, Firefox, Safari. A browser tells us
 * where to send, so anybody could name any address, and have this server call machines that only it can reach.
 */
const knownHosts = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^([\w-]+\.)+push\.apple\.com$/,
  /^([\w-]+\.)+notify\.windows\.com$/,
]

/**
 * Whether notes may be sent to an address that a browser gave.
 *
 * @param others the origins that the operator allows beside the known ones
 */
export function isOfPushService(endpoint: string, others: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { origin, protocol, hostname, port, username, password } = new URL(endpoint)
  if (username || password) return false
  if (others.includes(origin)) return true
  return protocol === 'https:' && port === '' && knownHosts.some((host) => host.test(hostname))
}
