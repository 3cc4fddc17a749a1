import './welcome.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { words } from '../../words/words.ts'

type Step = { heading: string; children: ReactNode }

type WelcomeProps = { steps: readonly Step[]; onEnd: () => void }

/** Shows one step after the other. Each can be skipped, and so can all of them. */
export function Welcome({ steps, onEnd }: WelcomeProps) {
  const [index, setIndex] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const step = steps[index]
  const isLast = index === steps.length - 1
  useEffect(() => {
    // A step that wants the focus has taken it already.
    if (index > 0 && !heading.current?.parentElement?.contains(document.activeElement)) heading.current?.focus()
  }, [index])
  return (
    <section className="welcome" aria-labelledby="welcome-step">
      <p className="hint">{words.welcome.step(index + 1, steps.length)}</p>
      <h2 id="welcome-step" ref={heading} tabIndex={-1}>
        {step?.heading}
      </h2>
      <div key={index} className="welcome-step">
        {step?.children}
      </div>
      <p className="welcome-actions">
        {!isLast && (
          <button type="button" className="button" onClick={() => setIndex(index + 1)}>
            {words.welcome.next}
          </button>
        )}
        <button type="button" className="button quiet" onClick={onEnd}>
          {isLast ? words.welcome.notNow : words.welcome.skipAll}
        </button>
      </p>
    </section>
  )
}
