import { useState } from 'react'
import { ForgotForm } from '../features/identity/ForgotForm.tsx'
import { ResetForm } from '../features/identity/ResetForm.tsx'
import { announce } from '../ui/announce.ts'
import { PageHead } from '../ui/PageHead.tsx'

export function ForgotPage() {
  const [email, setEmail] = useState<string>()
  const onSent = (address: string) => {
    setEmail(address)
    announce('If the address has an account, a code is on its way. Enter it here.')
  }
  return (
    <>
      <PageHead back heading={email ? 'Choose a new password' : 'Forgot your password?'} />
      <div className="form-page">{email ? <ResetForm email={email} /> : <ForgotForm onSent={onSent} />}</div>
    </>
  )
}
