import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { useTime } from '../../client/clock/ticker.ts'
import { endWords } from './end-words.ts'

/** Says who can read a crud and when it will be gone, if it is posted now. */
export function EndLine({ lifetime }: { lifetime: Lifetime }) {
  const end = useTime((now) => endWords(now + lifetimeSeconds[lifetime] * 1000))
  return (
    <p className="composer-end hint">
      Everyone can read this. Gone <strong>{end}</strong>.
    </p>
  )
}
