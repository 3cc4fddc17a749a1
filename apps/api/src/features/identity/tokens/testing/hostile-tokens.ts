import {
  constants,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'
import { base64url, forge } from './forge.ts'

export type Stolen = {
  /** A valid token. */
  good: string
  /** Its claims. */
  claims: Record<string, unknown>
  /** A key pair that the server accepts. No attacker has one: it makes sure that a token is refused for its one fault. */
  kid: string
  key: KeyObject
  /** The id of a key that has expired. */
  expiredKid: string
}

/** Authorization headers by their fault. The server must refuse each. */
export function hostileTokens({ good, claims, kid, key, expiredKid }: Stolen): Record<string, string> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const edwards = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(key)
  const jwk = own.publicKey.export({ format: 'jwk' })
  const header = { alg: 'RS256', kid }
  const now = Math.floor(Date.now() / 1000)
  const [head = '', body = '', signature = ''] = good.split('.')

  const signed = (changes: object) => forge(header, { ...claims, ...changes }, key)
  const headed = (changes: object) => forge({ ...header, ...changes }, claims, own.privateKey)
  const believed = (changes: object) => forge({ ...header, ...changes }, claims, key)
  const unsigned = (alg: unknown, end = '') => `${base64url({ alg, kid })}.${body}.${end}`
  const mac = (alg: string, hash: string, secret: string | Buffer) => {
    const input = `${base64url({ alg, kid })}.${body}`
    return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`
  }
  const hashed = (alg: string, hash: string, padding: number) => {
    const input = `${base64url({ alg, kid })}.${body}`
    return `${input}.${sign(hash, Buffer.from(input), { key, padding }).toString('base64url')}`
  }
  const pem = publicKey.export({ format: 'pem', type: 'spki' })
  const der = publicKey.export({ format: 'der', type: 'spki' })
  const publicJwk = publicKey.export({ format: 'jwk' })

  const algorithms = {
    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg NONE with a signature': unsigned('NONE', signature),
    'alg nOnE': unsigned('nOnE', 'AA'),
    'alg empty': unsigned('', signature),
    'alg missing': unsigned(undefined, signature),
    'alg null': unsigned(null, signature),
    'alg list': unsigned(['RS256'], signature),
    'HS256 with the public PEM': mac('HS256', 'sha256', pem),
    'HS256 with the public DER': mac('HS256', 'sha256', der),
    'HS256 with the public JWK': mac('HS256', 'sha256', JSON.stringify(publicJwk)),
    'HS256 with the modulus': mac('HS256', 'sha256', Buffer.from(publicJwk.n ?? '', 'base64url')),
    'HS256 with an empty secret': mac('HS256', 'sha256', ''),
    'HS512 with the public PEM': mac('HS512', 'sha512', pem),
    'RS384 with the right key': hashed('RS384', 'sha384', constants.RSA_PKCS1_PADDING),
    'RS512 with the right key': hashed('RS512', 'sha512', constants.RSA_PKCS1_PADDING),
    'PS256 with the right key': hashed('PS256', 'sha256', constants.RSA_PKCS1_PSS_PADDING),
    'PSS under the name RS256': forge(header, claims, key, constants.RSA_PKCS1_PSS_PADDING),
    'RS1 name': believed({ alg: 'RS1' }),
    'rs256 in lower case': believed({ alg: 'rs256' }),
    'ES256 with an own key': forge({ ...header, alg: 'ES256' }, claims, elliptic.privateKey),
    'ES256 signature named RS256': forge(header, claims, elliptic.privateKey),
    'EdDSA with an own key': forge({ ...header, alg: 'EdDSA' }, claims, edwards.privateKey),
  }
  const keys = {
    'own key, our kid': headed({}),
    'own key, unknown kid': headed({ kid: randomUUID() }),
    'own key, no kid': headed({ kid: undefined }),
    'right key, no kid': believed({ kid: undefined }),
    'right key, unknown kid': believed({ kid: randomUUID() }),
    'right key, kid of an expired key': believed({ kid: expiredKid }),
    'kid empty': headed({ kid: '' }),
    'kid path': headed({ kid: '../../../../dev/null' }),
    'kid SQL': headed({ kid: "' or '1'='1" }),
    'kid SQL union': headed({ kid: `${kid}' union select '{}'::jsonb --` }),
    'kid URL': headed({ kid: 'https://evil.example/jwks.json' }),
    'kid command': headed({ kid: '|/bin/true' }),
    'kid number': headed({ kid: 1 }),
    'kid list': headed({ kid: [kid] }),
    'kid object': headed({ kid: { toString: kid } }),
    'kid __proto__': headed({ kid: '__proto__' }),
    'kid constructor': headed({ kid: 'constructor' }),
    'kid with NUL': headed({ kid: `${kid}\u0000` }),
    'kid of 5,000': headed({ kid: 'a'.repeat(5000) }),
    "kid of cognito-local's": headed({ kid: 'CognitoLocal' }),
    'jwk in the header': headed({ jwk, kid: undefined }),
    'jwk in the header under our kid': headed({ jwk }),
    'jku in the header': headed({ jku: 'https://evil.example/jwks.json' }),
    'x5u in the header': headed({ x5u: 'https://evil.example/cert.pem' }),
    'x5c in the header': headed({ x5c: [own.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')] }),
  }
  const extensions = {
    'crit unknown': believed({ crit: ['urn:x'], 'urn:x': true }),
    'crit exp': believed({ crit: ['exp'], exp: now + 900 }),
    'crit empty': believed({ crit: [] }),
    'b64 false': believed({ crit: ['b64'], b64: false }),
    zip: forge({ ...header, enc: 'A128GCM', zip: 'DEF' }, claims, own.privateKey),
  }
  const times = {
    'expired a minute ago': signed({ iat: now - 960, exp: now - 60 }),
    'expired in 1970': signed({ exp: 0 }),
    'exp missing': signed({ exp: undefined }),
    'exp null': signed({ exp: null }),
    'exp text': signed({ exp: String(now + 900) }),
    'exp negative': signed({ exp: -1 }),
    'nbf in the future': signed({ nbf: now + 600 }),
    'nbf text': signed({ nbf: 'now' }),
    'iat in the future': signed({ iat: now + 600, exp: now + 1500 }),
    'iat missing': signed({ iat: undefined }),
    'iat text': signed({ iat: 'today' }),
    'issued two days ago, good for ever': signed({ iat: now - 2 * 86_400, exp: now + 1e9 }),
  }
  const claimed = {
    'iss of another': signed({ iss: 'https://evil.example' }),
    'iss missing': signed({ iss: undefined }),
    'iss list with ours': signed({ iss: [claims['iss'], 'https://evil.example'] }),
    'iss with a slash more': signed({ iss: `${claims['iss']}/` }),
    'iss in capitals': signed({ iss: String(claims['iss']).toUpperCase() }),
    "iss of cognito-local's": signed({ iss: 'http://localhost:9229/local_4567' }),
    'client_id of another': signed({ client_id: 'another-app' }),
    'client_id missing': signed({ client_id: undefined }),
    'client_id list': signed({ client_id: [claims['client_id']] }),
    'aud in place of client_id': signed({ client_id: undefined, aud: claims['client_id'] }),
    'an ID token': signed({ token_use: 'id', aud: claims['client_id'] }),
    'a refresh token': signed({ token_use: 'refresh' }),
    'token_use missing': signed({ token_use: undefined }),
    'token_use list': signed({ token_use: ['access'] }),
    'sub missing': signed({ sub: undefined }),
    'sub empty': signed({ sub: '' }),
    'sub null': signed({ sub: null }),
    'sub no uuid': signed({ sub: 'admin' }),
    'sub SQL': signed({ sub: "'; drop table users; --" }),
    'sub list': signed({ sub: [claims['sub']] }),
    'sub with NUL': signed({ sub: `${claims['sub']}\u0000` }),
  }
  const forms = {
    'cut signature': good.slice(0, -20),
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'one part': head,
    'four parts': `${good}.AA`,
    'five parts': `${good}.AA.AA`,
    'only dots': '..',
    'a dot': '.',
    'leading dot': `.${good}`,
    'double dots': good.replaceAll('.', '..'),
    'flipped signature': `${head}.${body}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
    'changed payload': `${head}.${base64url({ ...claims, sub: randomUUID() })}.${signature}`,
    'changed header': `${base64url({ ...header, typ: 'JWT', x: 1 })}.${body}.${signature}`,
    'payload no JSON': forge(header, 'not json', key),
    'payload list': forge(header, [claims], key),
    'payload text': forge(header, '"text"', key),
    'payload null': forge(header, 'null', key),
    'payload with __proto__': forge(header, `{"__proto__":${JSON.stringify(claims)}}`, key),
    'header no JSON': forge('not json', claims, key),
    'header null': forge('null', claims, key),
    padded: `${head}=.${body}==.${signature}=`,
    'in base64': good.replaceAll('-', '+').replaceAll('_', '/').replace('.', '+.'),
    'a space inside': good.replace('.', ' .'),
    'a line break inside': good.replace('.', '\n.'),
    'NUL at the end': `${good}\u0000`,
    'NUL inside': good.replace('.', '\u0000.'),
    'not ASCII': `${good}é`,
    'a lone surrogate': `${good}\ud800`,
    emoji: '💣.💣.💣',
    'JSON form': JSON.stringify({ payload: body, protected: head, signature }),
    'encoded twice': base64url(good),
    '8,000 characters': 'a'.repeat(8000),
    '100,000 characters': `${head}.${'a'.repeat(100_000)}.${signature}`,
    '3,000 dots': '.'.repeat(3000),
    undefined: 'undefined',
    null: 'null',
    'object Object': '[object Object]',
    'two at once': `${good}, Bearer ${good}`,
    quoted: `"${good}"`,
  }
  const schemes = {
    'no scheme': good,
    empty: '',
    'only the scheme': 'Bearer',
    'scheme and two spaces': 'Bearer  ',
    Basic: `Basic ${good}`,
    Token: `Token ${good}`,
    DPoP: `DPoP ${good}`,
    'no space': `Bearer${good}`,
    'a tab': `Bearer\t${good}`,
    'a comma': `Bearer, ${good}`,
    'two words': `Bearer ${good} ${good}`,
  }
  const tokens = { ...algorithms, ...keys, ...extensions, ...times, ...claimed, ...forms }
  const headers = Object.entries(tokens).map(([name, token]) => [name, `Bearer ${token}`])
  return { ...Object.fromEntries(headers), ...schemes }
}
