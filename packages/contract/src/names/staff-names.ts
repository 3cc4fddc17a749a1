import { skeletonOf } from './look-alikes.ts'

const staffWords = `abuse account accounts admin administrator admins billing cruddur help info mod moderation moderator
  moderators mods news official operator owner postmaster real root safety security staff support system team the trust
  verified webmaster`.split(/\s+/)

const isMadeOfStaffWords = new RegExp(`^(?:${staffWords.map(skeletonOf).join('|')})+$`)

/**
 * Whether a handle or a name could pass for that of the staff: it is made of their words alone, such as `cruddur_team`,
 * `Adm1n` or `support_2`.
 */
export const passesForStaff = (name: string): boolean =>
  [name, name.replace(/[\d_\s]+$/, '')].some((each) => isMadeOfStaffWords.test(skeletonOf(each)))
