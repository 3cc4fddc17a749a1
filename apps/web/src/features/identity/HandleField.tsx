import { checkHandle } from '@cruddur/contract/identity'
import { useEffect, useState } from 'react'
import { call } from '../../client/call.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { words } from '../../words/words.ts'
import { typedHandle } from './typed-handle.ts'

/** Milliseconds without a key, after which the server is asked. */
const pauseMs = 400

/**
 * Says while one types whether the handle is free. What cannot be a handle is left to the form, and so is a server that
 * does not answer: the sign-up itself decides.
 */
export function HandleField({ error }: { error: string | undefined }) {
  const [typed, setTyped] = useState('')
  const [answer, setAnswer] = useState('')
  useEffect(() => {
    setAnswer('')
    const handle = typedHandle(typed)
    if (!checkHandle.query.safeParse({ handle }).success) return
    const asked = new AbortController()
    const timer = setTimeout(() => {
      call(checkHandle, { handle }, { signal: asked.signal }).then(
        ({ free }) =>
          setAnswer(
            free
              ? words.identity.handleIsFree(handle.toLowerCase())
              : words.identity.handleIsTaken(handle.toLowerCase()),
          ),
        () => undefined,
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [typed])
  return (
    <div className="field">
      <Field
        name="handle"
        label={words.identity.handle}
        hint={words.identity.handleHint}
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        error={error}
      />
      <p className="hint" role="status">
        {error ? '' : answer}
      </p>
    </div>
  )
}
