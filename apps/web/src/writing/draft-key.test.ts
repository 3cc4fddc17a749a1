import { expect, it } from 'vitest'
import { crudDraft, draftPlace, messageDraft } from './draft-key.ts'

it.each([
  [crudDraft('me'), { kind: 'crud' }],
  [`${crudDraft('me')}.0123abc`, { kind: 'crud' }],
  [
    crudDraft('me', '018f0000-0000-7000-8000-000000000000'),
    { kind: 'reply', parent: '018f0000-0000-7000-8000-000000000000' },
  ],
  [messageDraft('me', 'worf'), { kind: 'message', to: 'worf' }],
])('the key %s tells what it is a draft of', (key, place) => {
  expect(draftPlace('me', key)).toEqual(place)
})
