import type { MouseEvent } from 'react'
import { words } from '../../words/words.ts'

export type SettingsSection = { id: string; heading: string }

/** Goes to a section and its heading, without an entry in the history: Back leaves the settings. */
function show(event: MouseEvent, id: string): void {
  event.preventDefault()
  const section = document.getElementById(id)
  section?.scrollIntoView()
  section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
}

/** What the settings are about, each a link to its place on the page. */
export function SettingsSections({ sections }: { sections: readonly SettingsSection[] }) {
  return (
    <nav aria-label={words.settings.sections} className="section-links">
      <ul>
        {sections.map(({ id, heading }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={(event) => show(event, id)}>
              {heading}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
