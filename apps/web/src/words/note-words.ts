import type { PushKind, PushLanguage } from '@cruddur/contract/push/push'

/** What a note on a device says. The service worker has no page, so it has the words of every language with it. */
export type NoteWords = {
  kinds: Record<PushKind, string>
  /** `moment` is such as "Thu 14:00". */
  until: (moment: string) => string
  /** For `Intl`. */
  locale: string
  isRightToLeft: boolean
}

export const noteWords: Readonly<Record<PushLanguage, NoteWords>> = {
  en: {
    kinds: {
      reply: 'Somebody replied to you',
      mention: 'Somebody mentioned you',
      message: 'You have a new message',
      ending: 'A crud you liked ends soon',
    },
    until: (moment) => `Gone ${moment}`,
    locale: 'en',
    isRightToLeft: false,
  },
  de: {
    kinds: {
      reply: 'Jemand hat dir geantwortet',
      mention: 'Jemand hat dich erwähnt',
      message: 'Du hast eine neue Nachricht',
      ending: 'Ein Crud, der dir gefällt, endet bald',
    },
    until: (moment) => `Weg ${moment}`,
    locale: 'de',
    isRightToLeft: false,
  },
  ar: {
    kinds: {
      reply: 'ردّ عليك أحدهم',
      mention: 'ذكرك أحدهم',
      message: 'لديك رسالة جديدة',
      ending: 'كراد أعجبك ينتهي قريبًا',
    },
    until: (moment) => `يزول ${moment}`,
    locale: 'ar-u-ca-gregory-nu-latn',
    isRightToLeft: true,
  },
}
