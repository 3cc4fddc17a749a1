/** Folders of version control and of credentials. */
const secretFolders = /^(\.git|\.svn|\.hg|\.bzr|\.ssh|\.aws|\.gnupg|\.terraform)$/
/** Files of credentials, private keys and key stores. Examples of settings and public keys are none. */
const secretFiles = new RegExp(
  [
    String.raw`^\.env(?!\.(example|sample|template|dist)$)(\..+)?$`,
    String.raw`^\.(git-credentials|npmrc|yarnrc|netrc|pgpass|pypirc|htpasswd|my\.cnf|dockercfg|gitconfig)$`,
    String.raw`^(_netrc|credentials\.json|service-account\.json|terraform\.tfstate(\.backup)?)$`,
    '^id_(rsa|dsa|ecdsa|ed25519)$',
    String.raw`\.(pem|key|p12|pfx|ppk|jks|keystore|kdbx|tfstate)$`,
  ].join('|'),
  'i',
)

/**
 * The file or folder of a path that most likely holds secrets, as a path from the top; null when there is none.
 * `.git/config` gives `.git`: an object store of Git holds every version of every file.
 */
export function secretIn(path: string): string | null {
  const names = path.split('/')
  for (const [at, name] of names.entries()) {
    const isSecret = secretFolders.test(name) || (at === names.length - 1 && secretFiles.test(name))
    if (isSecret) return names.slice(0, at + 1).join('/')
  }
  return null
}
