import { SearchHint } from './SearchHint.tsx'
import { Trends } from './Trends.tsx'

/** Shown before the first search: tips, and trends where there is no sidebar to show them. */
export function SearchStart() {
  return (
    <>
      <SearchHint />
      <Trends max={10} className="page-section only-without-sidebar" />
    </>
  )
}
