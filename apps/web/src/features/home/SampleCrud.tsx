import './sample-crud.css'
import { useState } from 'react'
import { unitWords } from '../../time/units.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { words } from '../../words/words.ts'

type Phase = 'burning' | 'paused' | 'gone'

const nextPhase: Readonly<Record<Phase, { button: string; phase: Phase }>> = {
  burning: { button: words.welcome.sample.pause, phase: 'paused' },
  paused: { button: words.welcome.sample.goOn, phase: 'burning' },
  gone: { button: words.welcome.sample.again, phase: 'burning' },
}

// What stands before and after the seconds, which the style sheet counts.
const [before, after] = words.time.left(unitWords(9, 'second')).split('9')

/**
 * A made-up crud with ten seconds to live. It burns once, by the style sheet alone, and can be paused (WCAG 2.2.2). Screen
 * readers are told what it shows, and hear nothing of the seconds. With reduced motion it stands still.
 */
export function SampleCrud() {
  const [phase, setPhase] = useState<Phase>('burning')
  const next = nextPhase[phase]
  return (
    <>
      <p className="unseen">{words.welcome.sample.explained}</p>
      <div className="sample" data-phase={phase} aria-hidden="true">
        {phase === 'gone' ? (
          <p className="sample-gone">{words.welcome.sample.gone}</p>
        ) : (
          <div
            className="sample-crud"
            onAnimationEnd={(event) => event.animationName === 'sample-leaves' && setPhase('gone')}
          >
            <Avatar handle="mira" />
            <p>
              <strong>{words.welcome.sample.author}</strong>{' '}
              <span className="sample-left" data-before={before} data-after={after} />
            </p>
            <p className="sample-words">{words.welcome.sample.words}</p>
            <div className="sample-fuse" />
          </div>
        )}
      </div>
      <button type="button" className="sample-button" onClick={() => setPhase(next.phase)}>
        {next.button}
      </button>
    </>
  )
}
