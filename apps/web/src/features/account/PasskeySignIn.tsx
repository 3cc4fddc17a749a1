import { type Assertion, signInByPasskey, startPasskeySignIn } from '@cruddur/contract/passkeys/passkeys'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../client/call.ts'
import { failureCodes } from '../../client/call-error.ts'
import { errorWords } from '../../client/error-words.ts'
import { enterEverywhere } from '../../client/session/session.ts'
import { navigate } from '../../navigation/location.ts'
import { words } from '../../words/words.ts'
import { isCancelled, isPageOf, knowsPasskeys, requestAssertion } from './passkey-browser.ts'

/** Milliseconds after which a waiting question gets a new challenge. The server forgets one after five minutes. */
const challengeMs = 240_000

/** Null where passkeys are not offered. */
async function fetchOptions(): Promise<object | null> {
  const { options } = await call(startPasskeySignIn, {})
  return options && isPageOf(options.rpId) ? options : null
}

async function finish(credential: unknown, next: string): Promise<void> {
  enterEverywhere(await call(signInByPasskey, { credential: credential as Assertion }))
  navigate(next, { replace: true })
}

/** Keeps passkeys among what the browser offers in the e-mail field, until the signal ends it. */
async function offerInField(first: object, next: string, signal: AbortSignal): Promise<void> {
  let options: object | null = first
  while (options && !signal.aborted) {
    const late = AbortSignal.timeout(challengeMs)
    try {
      const request = { signal: AbortSignal.any([signal, late]), mediation: 'conditional' } as const
      return await finish(await requestAssertion(options, request), next)
    } catch (error) {
      if (!late.aborted || signal.aborted) throw error
      options = await fetchOptions()
    }
  }
}

function wordsFor(error: unknown): string {
  const [code] = failureCodes(error)
  return code === 'generic_401' ? words.identity.unknownPasskey : errorWords[code]
}

/** Signing in by a passkey, beside the form. Nothing where the server or the browser has none. */
export function PasskeySignIn({ next }: { next: string }) {
  const [isOffered, setOffered] = useState(false)
  const [failure, setFailure] = useState('')
  const waiting = useRef(new AbortController())

  useEffect(() => {
    const controller = new AbortController()
    waiting.current = controller
    const start = async () => {
      const options = knowsPasskeys() ? await fetchOptions() : null
      if (!options || controller.signal.aborted) return
      setOffered(true)
      if (await PublicKeyCredential.isConditionalMediationAvailable?.())
        await offerInField(options, next, controller.signal)
    }
    start().catch((error: unknown) => {
      if (!isCancelled(error) && !controller.signal.aborted) setFailure(wordsFor(error))
    })
    return () => controller.abort()
  }, [next])

  const signIn = async () => {
    waiting.current.abort()
    waiting.current = new AbortController()
    setFailure('')
    try {
      const options = await fetchOptions()
      if (options) await finish(await requestAssertion(options, { signal: waiting.current.signal }), next)
    } catch (error) {
      setFailure(isCancelled(error) ? words.identity.noPasskeyUsed : wordsFor(error))
    }
  }

  return (
    <div>
      {isOffered && (
        <button type="button" className="button quiet" onClick={signIn}>
          {words.identity.signInByPasskey}
        </button>
      )}
      <p role="alert" className="error">
        {failure}
      </p>
    </div>
  )
}
