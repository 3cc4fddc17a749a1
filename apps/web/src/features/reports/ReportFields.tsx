import { reportReasons } from '@cruddur/contract/reports'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { TextArea } from '../../ui/forms/Field.tsx'
import type { CallFormState } from '../../ui/forms/use-call-form.ts'
import { words } from '../../words/words.ts'

/** The reason and the note of a report. */
export function ReportFields({ form }: { form: CallFormState }) {
  return (
    <CallForm form={form} submit={words.reports.send}>
      <fieldset className="choices" aria-invalid={form.errorOf('reason') ? true : undefined}>
        <legend>{words.reports.whatIsWrong}</legend>
        {reportReasons.map((reason) => (
          <label key={reason}>
            <input type="radio" name="reason" value={reason} />
            <span>{words.reports.reasons[reason]}</span>
          </label>
        ))}
        <p className="error" role="alert">
          {form.errorOf('reason')}
        </p>
      </fieldset>
      <TextArea
        name="note"
        label={words.reports.note}
        hint={words.reports.noteHint}
        rows={3}
        error={form.errorOf('note')}
      />
    </CallForm>
  )
}
