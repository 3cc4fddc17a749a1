const pageSize = 1000
const limitMs = 20_000
const tries = 3

async function fetchJson(url) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(limitMs),
        headers: { accept: 'application/json' },
      })
      if (!response.ok) throw new Error(`${url} answers ${response.status}`)
      return await response.json()
    } catch (error) {
      if (attempt === tries) throw new Error(`cannot read ${url}: ${error.cause?.message ?? error.message}`)
    }
  }
}

/** The keys that the server publishes. */
export async function fetchKeys(server) {
  const keys = await fetchJson(new URL('/api/receipts/keys', server))
  if (!Array.isArray(keys)) throw new Error('the server publishes no list of keys')
  return keys
}

/** Every line of the log, oldest first. Lines are asked for by number: the server does not say where to go on. */
export async function* fetchLines(server) {
  for (let after = 0; ; after += pageSize) {
    const lines = await fetchJson(new URL(`/api/receipts?limit=${pageSize}&cursor=${after}`, server))
    if (!Array.isArray(lines)) throw new Error('the server sends no list of lines')
    yield* lines
    if (lines.length < pageSize) return
  }
}
