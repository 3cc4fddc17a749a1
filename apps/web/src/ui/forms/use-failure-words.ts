import { useEffect, useState } from 'react'
import { failureCodes } from '../../client/call-error.ts'
import { wordsFor } from '../../client/failure-words.ts'

/** Why something failed, in words. */
export function useFailureWords(error: unknown): string {
  const [words, setWords] = useState('')
  useEffect(() => {
    if (error) wordsFor(failureCodes(error)).then(([first = '']) => setWords(first))
  }, [error])
  return words
}
