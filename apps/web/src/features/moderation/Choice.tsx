type ChoiceProps = {
  name: string
  legend: string
  options: { value: string; words: string }[]
  hint?: string
}

/** One of a few values of a form. The first is chosen at the start. */
export function Choice({ name, legend, options, hint }: ChoiceProps) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {options.map(({ value, words }, index) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={index === 0} />
          <span>{words}</span>
        </label>
      ))}
      {hint && <p className="hint">{hint}</p>}
    </fieldset>
  )
}
