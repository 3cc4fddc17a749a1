import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { useTime } from '../../client/clock/ticker.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
import { endWords } from './end-words.ts'

/** Says who can read a crud and when it will be gone, if it is posted now. */
export function EndLine({ lifetime }: { lifetime: Lifetime }) {
  const end = useTime((now) => endWords(now + lifetimeSeconds[lifetime] * 1000))
  return <p className="composer-end hint">{rich(words.compose.end, { end: () => <strong>{end}</strong> })}</p>
}
