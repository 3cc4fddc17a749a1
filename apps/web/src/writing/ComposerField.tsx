import { codePoints } from '@cruddur/contract/text'
import { type ComponentProps, Suspense } from 'react'
import { errorWords } from '../client/error-words.ts'
import { lazyPart } from '../parts/lazy-part.tsx'
import { useCompletion } from './completion/use-completion.ts'
import { LengthRing } from './LengthRing.tsx'
import { isSendKey } from './send-key.ts'
import type { ComposerState } from './use-composer.ts'

const Suggestions = lazyPart(async () => (await import('./completion/Suggestions.tsx')).Suggestions)
const OverLimit = lazyPart(async () => (await import('./OverLimit.tsx')).OverLimit)

type ComposerFieldProps = Omit<ComponentProps<'textarea'>, 'onKeyDown'> & {
  composer: ComposerState
  /** Most code points. What is beyond is marked. */
  max: number
  /** Whether Enter sends without Ctrl or Cmd. */
  enterSends?: boolean
  onSend: () => void
}

export function ComposerField({ composer, max, enterSends = false, onSend, ...rest }: ComposerFieldProps) {
  const { field, draft, text, write, failure, errorId } = composer
  const completion = useCompletion(field, write)
  const { query, listId, active, look, close } = completion
  return (
    <>
      <span className="field-room">
        <textarea
          {...rest}
          ref={field}
          data-draft={draft}
          dir="auto"
          value={text}
          aria-invalid={failure ? true : undefined}
          aria-describedby={failure ? errorId : undefined}
          aria-autocomplete="list"
          aria-controls={query && listId}
          aria-activedescendant={active}
          onChange={(event) => {
            write(event.target.value)
            look()
          }}
          onSelect={look}
          onBlur={close}
          onKeyDown={(event) => {
            const isPicking = !event.nativeEvent.isComposing && completion.onKey.current?.(event)
            if (!(isPicking || isSendKey(event.nativeEvent, enterSends))) return
            event.preventDefault()
            if (isPicking) return
            close()
            onSend()
          }}
        />
        <Suspense>{lengthOf(text) > max && <OverLimit field={field} text={text} max={max} />}</Suspense>
      </span>
      <Suspense>{query && <Suggestions completion={completion} />}</Suspense>
    </>
  )
}

export function ComposerError({ composer: { failure, errorId } }: { composer: ComposerState }) {
  return (
    failure && (
      <p className="error" id={errorId} role="alert">
        {errorWords[failure]}
      </p>
    )
  )
}

/** In code points, as the server counts. */
function lengthOf(text: string): number {
  return codePoints(text.normalize('NFC'))
}

/** How much of `max` code points the text takes. */
export function ComposerLength({ composer: { text }, max }: { composer: ComposerState; max: number }) {
  return <LengthRing length={lengthOf(text)} max={max} />
}
