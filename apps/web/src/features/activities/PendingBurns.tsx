import { useEffect, useRef } from 'react'
import { useStore } from '../../client/store.ts'
import { type ShownBurn, shownBurns, undoBurn } from '../../cruds/burns.ts'
import { fadeMs } from '../../time/life.ts'
import { words } from '../../words/words.ts'

function PendingBurn({ burn }: { burn: ShownBurn }) {
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // What had the focus fades away with the crud. Whoever uses the keyboard has only a few seconds for this button.
    const timer = setTimeout(() => document.activeElement === document.body && ref.current?.focus(), fadeMs + 50)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p className="toast burn-toast">
      {burn.late ? words.burning.late : words.burning.burning}{' '}
      <button ref={ref} type="button" className="toast-action" onClick={() => undoBurn(burn.uuid)}>
        {words.burning.undo}
      </button>
      {!burn.late && <span className="burn-fuse" aria-hidden="true" />}
    </p>
  )
}

/** The burns that can still be undone. Each stays until it is sent, whatever else there is to say. */
export function PendingBurns() {
  return (
    <div className="toaster burns" role="status">
      {useStore(shownBurns).map((burn) => (
        <PendingBurn key={burn.uuid} burn={burn} />
      ))}
    </div>
  )
}
