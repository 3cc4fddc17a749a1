import { useEffect, useState } from 'react'
import { troublesOf } from '../call-error.ts'
import { unreachable } from '../unreachable.ts'

/** Why something failed, in words, for lists: the table of words is not part of the first load, since most of it is for forms. */
export const useFailureWords = (error: unknown): string => {
  const [words, setWords] = useState('')
  useEffect(() => {
    if (!error) return
    const [code = 'generic_500'] = troublesOf(error)
    import('../error-words.ts').then(
      ({ errorWords }) => setWords(errorWords[code]),
      () => setWords(unreachable),
    )
  }, [error])
  return words
}
