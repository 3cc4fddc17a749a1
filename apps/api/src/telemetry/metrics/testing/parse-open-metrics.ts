export type ParsedSample = { name: string; labels: Record<string, string>; value: number }
export type ParsedFamily = { name: string; type: string; unit?: string; help?: string; samples: ParsedSample[] }

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const labelName = '[a-zA-Z_][a-zA-Z0-9_]*'
const labelPair = `${labelName}="(?:[^"\\\\\\n]|\\\\["\\\\n])*"`
const number = '[+-]?(?:\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|Inf)|NaN'
const descriptor = new RegExp(`^# (TYPE|UNIT|HELP) (${name}) (.+)$`)
const sample = new RegExp(`^(${name})(?:\\{((?:${labelPair}(?:,${labelPair})*)?)\\})? (${number})$`)

/** Suffixes of the samples that a type may have. */
const suffixes: Record<string, string[]> = {
  counter: ['_total'],
  gauge: [''],
  info: ['_info'],
  histogram: ['_bucket', '_count', '_sum'],
}

/**
 * Reads the text of OpenMetrics 1.0 by its grammar, without timestamps, exemplars and the types that we do not use, and
 * holds it to what the grammar cannot say.
 *
 * @throws Error that names the line and what is wrong with it
 */
export function parseOpenMetrics(text: string): Map<string, ParsedFamily> {
  const families = new Map<string, ParsedFamily>()
  if (!text.endsWith('\n# EOF\n')) throw new Error('does not end with # EOF')
  let family: ParsedFamily | undefined
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const described = descriptor.exec(line)
    const sampled = sample.exec(line)
    if (described) family = describe(families, family, described)
    else if (sampled && family) addSample(family, sampled)
    else throw new Error(`no line of OpenMetrics: ${line}`)
  }
  for (const each of families.values()) check(each)
  return families
}

function describe(
  families: Map<string, ParsedFamily>,
  last: ParsedFamily | undefined,
  [line, kind, of = '', text = '']: string[],
) {
  let family = last
  if (last?.name !== of) {
    if (families.has(of)) throw new Error(`the family is not in one piece: ${line}`)
    family = { name: of, type: 'unknown', samples: [] }
    families.set(of, family)
  }
  if (!family || family.samples.length > 0) throw new Error(`metadata after samples: ${line}`)
  if (kind === 'TYPE') family.type = text
  else if (kind === 'UNIT') family.unit = text
  else family.help = text
  return family
}

function addSample(family: ParsedFamily, [line, sampleName = '', pairs = '', value = '']: string[]): void {
  const labels: Record<string, string> = {}
  for (const [, label = '', text = ''] of pairs.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)) {
    if (label in labels) throw new Error(`a label twice: ${line}`)
    labels[label] = text.replace(/\\(.)/g, (_, character) => (character === 'n' ? '\n' : character))
  }
  const allowed = suffixes[family.type]?.map((suffix) => family.name + suffix)
  if (!allowed?.includes(sampleName)) throw new Error(`no sample of ${family.name}, a ${family.type}: ${line}`)
  family.samples.push({ name: sampleName, labels, value: Number(value.replace('Inf', 'Infinity')) })
}

function check(family: ParsedFamily): void {
  const { name, type, unit, samples } = family
  if (unit && !name.endsWith(`_${unit}`)) throw new Error(`${name} does not end with its unit ${unit}`)
  const keys = samples.map((each) => each.name + JSON.stringify(Object.entries(each.labels).sort()))
  if (new Set(keys).size < keys.length) throw new Error(`${name} has a series twice`)
  if (type !== 'gauge' && samples.some(({ value }) => !(value >= 0))) throw new Error(`${name} has a negative value`)
  if (type === 'info' && samples.some(({ value }) => value !== 1)) throw new Error(`${name} is not 1`)
  if (type === 'histogram') checkHistogram(family)
}

function checkHistogram({ name, samples }: ParsedFamily): void {
  const seriesOf = ({ labels: { le: _le, ...others } }: ParsedSample) => JSON.stringify(others)
  for (const series of Map.groupBy(samples, seriesOf).values()) {
    const buckets = series.filter((each) => each.name === `${name}_bucket`)
    const bounds = buckets.map(({ labels }) => Number(labels['le']?.replace('Inf', 'Infinity')))
    const count = series.find((each) => each.name === `${name}_count`)?.value
    if (buckets.some(({ labels }) => !/^\d+\.\d+$|^\+Inf$/.test(labels['le'] ?? ''))) throw new Error(`${name}: le`)
    if (bounds.some((bound, index) => index > 0 && !(bound > (bounds[index - 1] as number))))
      throw new Error(`${name}: order`)
    const falls = buckets.some(({ value }, index) => index > 0 && value < (buckets[index - 1]?.value ?? 0))
    if (falls || buckets.at(-1)?.value !== count || bounds.at(-1) !== Infinity) throw new Error(`${name}: buckets`)
    if (!series.some((each) => each.name === `${name}_sum`)) throw new Error(`${name}: no sum`)
  }
}
