const decisive = '[type=submit], .dialog-actions button'

/**
 * Makes a double click on a button that sends something one click. What the button was on may be gone at the second
 * click, or empty again, and that click would then meet what lies below.
 */
export function startDoubleClickGuard(): void {
  let hasBegunOnButton = false
  addEventListener(
    'click',
    (event) => {
      if (event.detail > 1 && hasBegunOnButton) {
        event.preventDefault()
        event.stopPropagation()
        return
      }
      hasBegunOnButton = event.target instanceof Element && event.target.closest(decisive) !== null
    },
    { capture: true },
  )
}
