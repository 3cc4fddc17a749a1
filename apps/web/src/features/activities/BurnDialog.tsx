import type { Activity } from '@cruddur/contract/activities'
import { burnActivity } from '@cruddur/contract/activities/publishing'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { isNotFound } from '../../client/call-error.ts'
import { fadeOut } from '../../cruds/crud-changes.ts'
import { announce } from '../../ui/announce.ts'
import { Confirm } from '../../ui/Confirm.tsx'

type BurnDialogProps = { crud: Activity; onClose: () => void }

export function BurnDialog({ crud, onClose }: BurnDialogProps) {
  const client = useQueryClient()
  const burn = async () => {
    try {
      await call(burnActivity, { uuid: crud.uuid })
    } catch (error) {
      // It is gone already: that is what was asked for.
      if (!isNotFound(error)) throw error
    }
    fadeOut(client, crud.uuid)
    announce('Burnt.')
  }
  return (
    <Confirm title="Burn it now?" yes="Burn it" no="Keep it" onYes={burn} onClose={onClose}>
      <p>
        It is gone at once and for everybody, with every reply, like and repost. Nobody can bring it back. Not even us.
      </p>
    </Confirm>
  )
}
