import { searchTermLimit } from '@cruddur/contract/search'
import { useEffect, useRef } from 'react'
import { navigate } from '../../navigation/location.ts'
import { Icon } from '../../ui/Icon.tsx'
import { type SearchTab, searchAddress } from './search-address.ts'

type SearchBoxProps = { term?: string; tab?: SearchTab; autoFocus?: boolean }

/** Where one says what to look for. The page's address says it too, so that "back" and links work. */
export function SearchBox({ term = '', tab = 'cruds', autoFocus = false }: SearchBoxProps) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.value = term
  }, [term])
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element `search` is not known to every browser that we serve.
    <form
      role="search"
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault()
        const asked = ref.current?.value.trim() ?? ''
        if (asked !== '') navigate(searchAddress(asked, tab))
      }}
    >
      <Icon name="search" />
      <input
        ref={ref}
        type="search"
        name="term"
        aria-label="Search cruds and people"
        placeholder="Search"
        defaultValue={term}
        maxLength={searchTermLimit}
        // biome-ignore lint/a11y/noAutofocus: only on the page that is there to search, when nothing was asked yet.
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="none"
        enterKeyHint="search"
      />
    </form>
  )
}
