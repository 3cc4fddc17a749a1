import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartupError } from '@cruddur/storage/startup-error'

/** Where the key comes from that signs the log of destroyed keys. */
export type ReceiptKeySource = { kind: 'file'; path: string } | { kind: 'secret'; secret: string }

/** Signs lines of the log. */
export type ReceiptSigner = {
  /** SHA-256 of the public key, in hexadecimal. */
  keyId: string
  /** 32 bytes, in hexadecimal. */
  publicKey: string
  /** An Ed25519 signature, in hexadecimal. */
  sign: (text: string) => string
}

/** What comes before the 32 bytes of a private key of Ed25519 in PKCS #8 (RFC 8410, 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * Opens the key: from a file, which is made if it is not there, or from a secret that all servers share.
 *
 * @throws StartupError if the file holds no such key or cannot be made
 */
export async function openReceiptKey(source: ReceiptKeySource): Promise<ReceiptSigner> {
  return signerOf(source.kind === 'secret' ? keyOfSecret(source.secret) : await keyOfFile(source.path))
}

/** The same secret makes the same key. It is not used as it is, so that any text will do. */
function keyOfSecret(secret: string): KeyObject {
  const seed = createHash('sha256').update(`cruddur receipts ${secret}`).digest()
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
}

async function keyOfFile(path: string): Promise<KeyObject> {
  try {
    const pem = (await readOrNull(path)) ?? (await makeFile(path))
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('it is of another kind')
    return key
  } catch (error) {
    const problem = `the key that signs receipts, ${path}, cannot be used: ${(error as Error).message}`
    throw new StartupError('DATA_DIR', problem, { cause: error })
  }
}

const readOrNull = (path: string) =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Of servers that start together, one makes the file and the others read it. It is never there in part. */
async function makeFile(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
  const unfinished = `${path}.${randomUUID()}.unfinished`
  await writeFile(unfinished, pem, { mode: 0o600, flush: true })
  try {
    await link(unfinished, path)
    return pem
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return await readFile(path, 'utf8')
  } finally {
    await rm(unfinished, { force: true })
  }
}

function signerOf(key: KeyObject): ReceiptSigner {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  const publicKey = Buffer.from(x, 'base64url')
  return {
    keyId: createHash('sha256').update(publicKey).digest('hex'),
    publicKey: publicKey.toString('hex'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('hex'),
  }
}
