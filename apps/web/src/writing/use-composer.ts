import { isErrorCode } from '@cruddur/contract/errors'
import { type RefObject, useId, useRef, useState } from 'react'
import type { z } from 'zod/mini'
import type { FailureCode } from '../client/error-words.ts'
import { tidy } from './tidy.ts'
import { useDraft } from './use-draft.ts'

/** A key that is held down, or a second tap, within so many milliseconds belongs to the first. */
const sameSendMs = 700

type ComposerOptions = {
  draft: string
  /** Returns why a text cannot be sent as it is; undefined when it can. */
  check: (message: string) => FailureCode | undefined
  send: (message: string) => void
}

export type ComposerState = {
  field: RefObject<HTMLTextAreaElement | null>
  draft: string
  text: string
  write: (text: string) => void
  failure: FailureCode | undefined
  errorId: string
  submit: () => void
}

/** A field in which a text is written, kept as a draft, checked and sent. */
export function useComposer({ draft, check, send }: ComposerOptions): ComposerState {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useDraft(draft)
  const [failure, setFailure] = useState<FailureCode>()
  const sentAt = useRef(Number.NEGATIVE_INFINITY)
  function write(next: string): void {
    setText(next)
    setFailure(undefined)
  }
  function submit(): void {
    const message = tidy(text)
    if (message.trim() === '' && performance.now() - sentAt.current < sameSendMs) {
      sentAt.current = performance.now()
      return
    }
    const found = check(message)
    setFailure(found)
    if (found) {
      field.current?.focus()
      return
    }
    sentAt.current = performance.now()
    setText('')
    send(message)
  }
  return { field, draft, text, write, failure, errorId: useId(), submit }
}

/** Why the schema of an endpoint's body refuses a value: found without asking the server. */
export function refusalOf(body: z.ZodMiniType, value: unknown): FailureCode | undefined {
  const code = body.safeParse(value).error?.issues[0]?.message
  return isErrorCode(code) ? code : undefined
}
