import type { words } from '../words.ts'
import { admin } from './admin.ts'
import { burning } from './burning.ts'
import { device } from './device.ts'
import { errors } from './errors.ts'
import { forms } from './forms.ts'
import { home } from './home.ts'
import { identity } from './identity.ts'
import { joining } from './joining.ts'
import { language } from './language.ts'
import { moderation } from './moderation.ts'
import { privacy } from './privacy.ts'
import { push } from './push.ts'
import { reports } from './reports.ts'
import { settings } from './settings.ts'
import { status } from './status.ts'
import { time } from './time.ts'
import { ui } from './ui.ts'
import { welcome } from './welcome.ts'

export const catalogue: typeof words = {
  about: {},
  account: {},
  admin,
  app: {},
  burning,
  compose: {},
  cruds: {},
  device,
  errors,
  forms,
  home,
  identity,
  joining,
  language,
  layout: {},
  messages: {},
  moderation,
  notFound: {},
  notifications: {},
  privacy,
  profile: {},
  push,
  relations: {},
  reports,
  search: {},
  settings,
  status,
  terms: {},
  time,
  ui,
  welcome,
  writing: {},
}
