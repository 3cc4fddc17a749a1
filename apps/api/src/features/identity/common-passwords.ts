import { AppError } from '@cruddur/contract/app-error'
import { passwordLimit } from '@cruddur/contract/credentials'

let commonPasswords: Promise<ReadonlySet<string>> | undefined

/** Loads the list when it is first needed: it takes 0.2 s and 16 MB. */
async function loadCommonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'].filter((password) => password.length >= passwordLimit.min))
}

/**
 * Refuses the passwords that people choose most often, in any case (NIST SP 800-63B, 3.1.1.2).
 *
 * @throws AppError `password_too_common`
 */
export async function refuseCommonPassword(password: string): Promise<void> {
  commonPasswords ??= loadCommonPasswords()
  if ((await commonPasswords).has(password.toLowerCase())) throw new AppError('password_too_common')
}
