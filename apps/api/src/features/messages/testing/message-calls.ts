import * as contract from '@cruddur/contract/messages'
import type { Member, TestApp } from '../../../testing/test-app.ts'

/** What people do with messages, through the API. */
export const messageCalls = (test: () => TestApp) => {
  let people = 0
  const write = (as: Member, to: object, message = 'hello', headers = {}) =>
    test().call(contract.createMessage, { message, ...to }, { as, headers })
  return {
    write,
    /** Two new people. */
    strangers: async () => [await test().member(`one_${++people}x`), await test().member(`two_${people}x`)] as const,
    /** Writes to a person. Returns the group of the two. */
    async groupOf(as: Member, person: Member) {
      const { reply } = await write(as, { handle: person.handle })
      return (reply as { message_group_uuid: string }).message_group_uuid
    },
    messagesIn: async (as: Member, message_group_uuid: string) =>
      (await test().call(contract.listMessages, { message_group_uuid, limit: '100' }, { as })).reply,
    groups: async (as: Member) => (await test().call(contract.listMessageGroups, {}, { as })).reply,
  }
}
