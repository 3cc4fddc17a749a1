import type { words } from '../words.ts'

export const joining: typeof words.joining = {
  invitation: 'رمز الدعوة',
  invitationHint: 'لا ينضم إلى هذا الخادم إلا المدعوون. اطلب رمزًا من أحد المشرفين.',
  closed: 'لا يمكن لأحد الانضمام إلى هذا الخادم في الوقت الحالي.',
}
