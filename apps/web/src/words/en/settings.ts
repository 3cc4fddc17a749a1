import { room } from '../room.ts'

export const settings = room('settings', {
  heading: 'Settings',
  sections: 'Sections',
  account: 'Account',
  appearance: 'Appearance',
  themes: { system: 'System', dark: 'Dark', light: 'Light' },
  keyboard: 'Keyboard',
  keyboardHint: 'Move through cruds, reply and post without leaving the keyboard.',
  showShortcuts: 'Show shortcuts',
  writing: 'Writing',
  privacy: 'Privacy',
  data: 'Your data',
  about: 'About Cruddur',
  aboutPage: 'How forgetting works',
  terms: 'Terms',
  privacyPage: 'Privacy',
})
