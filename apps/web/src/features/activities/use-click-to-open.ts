import { type RefObject, useEffect } from 'react'
import { navigate } from '../../navigation/location.ts'

/** Opens a crud on a click anywhere on it. The keyboard has the link that each crud holds. */
export function useClickToOpen(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const open = (event: MouseEvent) => {
      const target = event.target as Element
      const address = target.closest<HTMLElement>('[data-crud]')?.dataset['crud']
      const busy = target.closest('a, button, time') || getSelection()?.isCollapsed === false
      if (!address || busy || event.button !== 0) return
      if (event.ctrlKey || event.metaKey) globalThis.open(address, '_blank', 'noopener')
      else navigate(address)
    }
    const element = list.current
    element?.addEventListener('click', open)
    return () => element?.removeEventListener('click', open)
  }, [list])
}
