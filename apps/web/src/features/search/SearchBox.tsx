import { searchTermLimit } from '@cruddur/contract/search'
import { useEffect, useRef } from 'react'
import { navigate } from '../../navigation/location.ts'
import { Icon } from '../../ui/Icon.tsx'
import { words } from '../../words/words.ts'
import { type SearchTab, searchAddress } from './search-address.ts'

type SearchBoxProps = { term?: string; tab?: SearchTab; autoFocus?: boolean }

/** The search field. The term goes into the address, so that "back" and links work. */
export function SearchBox({ term = '', tab = 'cruds', autoFocus = false }: SearchBoxProps) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.value = term
  }, [term])
  return (
    // biome-ignore lint/a11y/useSemanticElements: not every browser that we support knows the element `search`.
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
        aria-label={words.search.label}
        placeholder={words.search.heading}
        defaultValue={term}
        maxLength={searchTermLimit}
        // biome-ignore lint/a11y/noAutofocus: only on the search page, before the first search.
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="none"
        enterKeyHint="search"
      />
    </form>
  )
}
