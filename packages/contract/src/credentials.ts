import { z } from 'zod/mini'
import { isBlank } from './text.ts'
import { visiblePattern } from './text-pattern.ts'

// What people type in to prove who they are.

/** Password lengths in code points (NIST SP 800-63B: at least 8, no rules of composition, at least 64 allowed). */
export const passwordLimit = { min: 8, max: 128 } as const

/**
 * An address with its domain in ASCII (IDNA), so that `me@bücher.example` and `me@xn--bcher-kva.example` are one account.
 * Leaves an address as it is if its domain is not one.
 */
function toAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  // The URL parser knows IDNA in browsers and servers alike. It would take these characters for other parts of a URL.
  const isPlain = /^\p{ASCII}*$/u.test(domain)
  if (at < 0 || isPlain || /[\s/\\?#@:%[\]]/.test(domain) || !URL.canParse(`http://${domain}`)) return address
  return `${address.slice(0, at)}@${new URL(`http://${domain}`).hostname}`
}

/**
 * One address of characters that every mail server accepts. `\\x5e` is `^`: written so, tools that generate addresses from
 * our OpenAPI document can read it.
 */
const addressPattern =
  "^[A-Za-z0-9.!#$%&'*+/=?\\x5e_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$"
const addressShape = new RegExp(addressPattern, 'u')
/** RFC 5321 allows 254 octets. */
const maxAddressLength = 254

/** An e-mail address in lower case. */
export const Email = z.string({ error: (issue) => (issue.input == null ? 'email_blank' : 'email_invalid') }).check(
  z.overwrite((value) => toAsciiDomain(value.trim()).toLowerCase()),
  z.superRefine((value, context) => {
    const isValid = value.length <= maxAddressLength && addressShape.test(value)
    const message = value === '' ? 'email_blank' : isValid ? null : 'email_invalid'
    if (message) context.addIssue({ code: 'custom', message })
  }),
  z.meta({ format: 'email', maxLength: maxAddressLength, pattern: addressPattern }),
)

/** A password that is chosen. */
export const NewPassword = z
  .string({ error: (issue) => (issue.input == null ? 'password_blank' : 'password_too_short') })
  .check(
    z.superRefine((value, context) => {
      const length = [...value].length
      const message = isBlank(value)
        ? 'password_blank'
        : !value.isWellFormed()
          ? 'password_invalid'
          : length < passwordLimit.min
            ? 'password_too_short'
            : length > passwordLimit.max
              ? 'password_too_long'
              : null
      if (message) context.addIssue({ code: 'custom', message })
    }),
    z.meta({ minLength: passwordLimit.min, maxLength: passwordLimit.max, pattern: visiblePattern }),
  )

/** A password to be checked. It is right or wrong, never malformed. */
export const GivenPassword = z
  .string({ error: 'password_blank' })
  .check(z.minLength(1, { error: 'password_blank' }), z.maxLength(1024, { error: 'password_too_long' }))

/** The code of an e-mail. */
export const Code = z.string({ error: (issue) => (issue.input == null ? 'code_blank' : 'code_invalid') }).check(
  // People type the code as it is easy to read, in two groups. Codes had six digits once.
  z.overwrite((value) => value.replace(/[\s-]/g, '')),
  z.minLength(1, { error: 'code_blank' }),
  z.regex(/^[0-9]{6}(?:[0-9]{2})?$/, { error: 'code_invalid' }),
)
