import type { Args, Endpoint, Reply } from '@cruddur/contract/endpoint'
import { isErrorCode } from '@cruddur/contract/errors'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { call } from '../../client/call.ts'
import { failureCodes } from '../../client/call-error.ts'
import type { FailureCode } from '../../client/error-words.ts'
import { wordsFor } from '../../client/failure-words.ts'

/** Whether a code is about a field: codes begin with the name of the field that they refuse. */
const isAbout = (code: FailureCode, field: string): boolean => code.startsWith(`${field}_`)

function faultsOf(endpoint: Endpoint, args: unknown): FailureCode[] {
  const issues = endpoint.body?.safeParse(args).error?.issues ?? []
  return issues.map((issue) => issue.message).filter(isErrorCode)
}

type CallForm<E extends Endpoint> = {
  endpoint: E
  /** The names of the inputs, as in the codes. */
  fields: readonly string[]
  toArgs: (values: Record<string, string>) => Args<E>
  onDone: (reply: Reply<E>, args: Args<E>) => void
  /** Returns the field that a code is about, where the code alone does not tell. */
  fieldOf?: (code: FailureCode, values: Record<string, string>) => string
  /** Words that fit this form better than those in `errorWords`. */
  words?: Partial<Record<FailureCode, string>>
}

export type CallFormState = {
  ref: RefObject<HTMLFormElement | null>
  busy: boolean
  onSubmit: (event: FormEvent) => void
  /** Takes all errors away. */
  clear: () => void
  /** The error of a field, in words. */
  errorOf: (field: string) => string | undefined
  /** The error that is about no field. */
  general: { code: FailureCode; words: string } | undefined
}

/**
 * A form that calls an endpoint. The endpoint's schema checks it first; errors go to their fields, and the first gets
 * the focus.
 */
export function useCallForm<E extends Endpoint>({
  endpoint,
  fields,
  toArgs,
  onDone,
  fieldOf,
  words,
}: CallForm<E>): CallFormState {
  const ref = useRef<HTMLFormElement>(null)
  const [failures, setFailures] = useState<readonly { code: FailureCode; field: string | undefined; words: string }[]>(
    [],
  )
  const [busy, setBusy] = useState(false)

  const refuse = async (codes: readonly FailureCode[], values: Record<string, string>) => {
    const general = await wordsFor(codes)
    const placed = codes.map((code, index) => {
      const about = fields.find((name) => isAbout(code, name))
      const field = about && fieldOf ? fieldOf(code, values) : about
      return { code, field, words: words?.[code] ?? general[index] ?? '' }
    })
    setFailures(placed)
    const field = fields.find((name) => placed.some((failure) => failure.field === name))
    if (field) ref.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus()
  }
  const submit = async () => {
    const values = Object.fromEntries(new FormData(ref.current ?? undefined)) as Record<string, string>
    const args = toArgs(values)
    const faults = faultsOf(endpoint, args)
    if (faults.length > 0) return refuse(faults, values)
    setBusy(true)
    setFailures([])
    try {
      onDone(await call(endpoint, args), args)
    } catch (error) {
      await refuse(failureCodes(error), values)
    } finally {
      setBusy(false)
    }
  }
  const other = failures.find(({ field }) => field === undefined)
  return {
    ref,
    busy,
    onSubmit: (event) => {
      event.preventDefault()
      if (!busy) submit()
    },
    clear: () => setFailures([]),
    errorOf: (field) => failures.find((failure) => failure.field === field)?.words,
    general: other,
  }
}
