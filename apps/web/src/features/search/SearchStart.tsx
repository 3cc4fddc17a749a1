import { SearchHint } from './SearchHint.tsx'
import { Trends } from './Trends.tsx'

/** What stands there before anything was asked: how to, and what others talk of where no sidebar says it. */
export function SearchStart() {
  return (
    <>
      <SearchHint />
      <Trends most={10} className="page-section only-without-sidebar" />
    </>
  )
}
