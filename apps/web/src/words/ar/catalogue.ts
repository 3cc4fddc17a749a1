import type { words } from '../words.ts'
import { about } from './about.ts'
import { account, muting, ownData, passkeys } from './account.ts'
import { admin } from './admin.ts'
import { burning } from './burning.ts'
import { compose, writing } from './compose.ts'
import { crudMenu, cruds, feeds } from './cruds.ts'
import { device } from './device.ts'
import { errors } from './errors.ts'
import { forms } from './forms.ts'
import { home } from './home.ts'
import { identity } from './identity.ts'
import { invitation, joining } from './joining.ts'
import { language } from './language.ts'
import { layout, shortcuts, sidebar, trouble } from './layout.ts'
import { messages, search, thread } from './messages.ts'
import { moderation } from './moderation.ts'
import { editProfile, face, notifications, people, profile, relations } from './people.ts'
import { privacy } from './privacy.ts'
import { proof } from './proof/proof.ts'
import { proofDetails } from './proof/proof-details.ts'
import { receipts } from './proof/receipts.ts'
import { push } from './push.ts'
import { reports } from './reports.ts'
import { settings } from './settings.ts'
import { status } from './status.ts'
import { notFound, terms } from './terms.ts'
import { time } from './time.ts'
import { ui } from './ui.ts'
import { welcome } from './welcome.ts'

export const catalogue: typeof words = {
  about,
  account,
  admin,
  burning,
  compose,
  crudMenu,
  cruds,
  device,
  editProfile,
  face,
  errors,
  feeds,
  forms,
  home,
  identity,
  invitation,
  joining,
  language,
  layout,
  messages,
  moderation,
  muting,
  notFound,
  notifications,
  ownData,
  passkeys,
  people,
  privacy,
  profile,
  proof,
  proofDetails,
  push,
  receipts,
  relations,
  reports,
  search,
  settings,
  shortcuts,
  sidebar,
  status,
  terms,
  thread,
  time,
  trouble,
  ui,
  welcome,
  writing,
}
