import { codePoints } from '@cruddur/contract/text'
import type { ComponentProps } from 'react'
import { errorWords } from '../client/error-words.ts'
import { LengthRing } from './LengthRing.tsx'
import { isSendKey } from './send-key.ts'
import type { ComposerState } from './use-composer.ts'

type ComposerFieldProps = Omit<ComponentProps<'textarea'>, 'onKeyDown'> & {
  composer: ComposerState
  /** Whether Enter sends without Ctrl or Cmd. */
  enterSends?: boolean
  onSend: () => void
}

export function ComposerField({ composer, enterSends = false, onSend, ...rest }: ComposerFieldProps) {
  const { field, draft, text, write, failure, errorId } = composer
  return (
    <textarea
      {...rest}
      ref={field}
      data-draft={draft}
      dir="auto"
      value={text}
      aria-invalid={failure ? true : undefined}
      aria-describedby={failure ? errorId : undefined}
      onChange={(event) => write(event.target.value)}
      onKeyDown={(event) => {
        if (!isSendKey(event.nativeEvent, enterSends)) return
        event.preventDefault()
        onSend()
      }}
    />
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

/** How much of `max` code points the text takes. */
export function ComposerLength({ composer: { text }, max }: { composer: ComposerState; max: number }) {
  return <LengthRing length={codePoints(text.normalize('NFC'))} max={max} />
}
