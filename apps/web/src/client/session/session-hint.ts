const key = 'cruddur.session'

/**
 * Whether somebody was signed in on this device when the page was last open. It is no secret, only a reason to ask for
 * a new token, so that a visitor's first load makes no request that must fail. Without storage it says no.
 */
export const sessionHint = {
  key,
  isPresent(): boolean {
    try {
      return localStorage.getItem(key) === '1'
    } catch {
      return false
    }
  },
  set(): void {
    try {
      localStorage.setItem(key, '1')
    } catch {
      // The session then lasts as long as the page does.
    }
  },
  remove(): void {
    try {
      localStorage.removeItem(key)
    } catch {
      // There was none.
    }
  },
}
