import { Tabs } from '../../ui/Tabs.tsx'
import { words } from '../../words/words.ts'

export const sections = ['reports', 'people', 'decisions', 'sign-up'] as const
export type Section = (typeof sections)[number]

const names: Readonly<Record<Section, 'reports' | 'people' | 'decisions' | 'signUp'>> = {
  reports: 'reports',
  people: 'people',
  decisions: 'decisions',
  'sign-up': 'signUp',
}

/** The address of a section. Reports come first, and need no name. */
export function addressOfSection(section: Section): string {
  return section === 'reports' ? '/moderation' : `/moderation/${section}`
}

export function ModerationTabs({ shown }: { shown: Section }) {
  return (
    <Tabs
      label={words.moderation.tabs}
      tabs={sections.map((section) => ({
        href: addressOfSection(section),
        words: words.moderation[names[section]],
        current: section === shown,
      }))}
    />
  )
}
