const key = 'cruddur.session'

/**
 * Whether somebody was signed in here when the page was last open: no secret, only a reason to ask for a new token,
 * so that a visitor's first load makes no request that must fail. Storage may be denied: nobody was, then.
 */
export const sessionHint = {
  key,
  present: (): boolean => {
    try {
      return localStorage.getItem(key) === '1'
    } catch {
      return false
    }
  },
  leave: (): void => {
    try {
      localStorage.setItem(key, '1')
    } catch {
      // The session then lasts as long as the page does.
    }
  },
  remove: (): void => {
    try {
      localStorage.removeItem(key)
    } catch {
      // There was none.
    }
  },
}
