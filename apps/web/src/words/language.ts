/** `public/before-paint.js` names them too. */
export type Language = 'en' | 'de' | 'ar'

// Tests without a browser have no document.
const page = globalThis.document?.documentElement

/** The language of the page: `public/before-paint.js` chose it, and wrote it on the page's root. */
export const language = (page?.lang ?? 'en') as Language

/** Whether lines run from right to left. */
export const isRightToLeft = page?.dir === 'rtl'

/**
 * The language for `Intl`: as the device has it, with its region, if it speaks ours at all. Arabic has the digits and the
 * calendar that are read in every Arab country.
 */
export const locale = language === 'ar' ? 'ar-u-ca-gregory-nu-latn' : (deviceLocale() ?? language)

function deviceLocale(): string | undefined {
  // Some devices name what `Intl` refuses, such as `en-US@posix`.
  const ours = new RegExp(`^${language}(-[A-Z]{2})?$`)
  return page && navigator.languages.find((name) => ours.test(name))
}
