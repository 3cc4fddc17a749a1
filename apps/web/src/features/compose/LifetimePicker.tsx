import { type Lifetime, lifetimes } from '@cruddur/contract/lifetimes'
import { lifetimeWords } from '../../time/lifetime-words.ts'
import { words } from '../../words/words.ts'

type LifetimePickerProps = { value: Lifetime; onChange: (lifetime: Lifetime) => void }

/** How long the crud will live. A native select works with one tap, every keyboard and every screen reader. */
export function LifetimePicker({ value, onChange }: LifetimePickerProps) {
  return (
    <label className="lifetime">
      <span className="lifetime-words">{words.compose.forgetAfter}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as Lifetime)}>
        {lifetimes.map((lifetime) => (
          <option key={lifetime} value={lifetime}>
            {lifetimeWords[lifetime]}
          </option>
        ))}
      </select>
    </label>
  )
}
