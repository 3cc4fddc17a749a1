import fc from 'fast-check'

/** The part of JSON Schema (draft 2020-12) that our OpenAPI document uses for what comes in. */
export type Schema = {
  type?: 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'null'
  const?: unknown
  enum?: unknown[]
  format?: string
  pattern?: string
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  maxItems?: number
  default?: unknown
  description?: string
}

/** Whether a value is valid. Throws for a keyword that it does not know, so that none is passed over. */
export function isValid(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, operand]) => {
    const check = checks[keyword]
    if (!check) throw new Error(`this test does not know the keyword ${keyword}`)
    return check(operand, value)
  })
}

const text = (check: (value: string) => boolean) => (value: unknown) => typeof value !== 'string' || check(value)
const types: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}
const always = () => true

// biome-ignore lint/suspicious/noExplicitAny: the operand of a keyword is whatever the keyword takes
const checks: Record<string, (operand: any, value: unknown) => boolean> = {
  type: (type, value) => types[type]?.(value) ?? false,
  enum: (values, value) => values.includes(value),
  pattern: (pattern, value) => text((value) => new RegExp(pattern, 'u').test(value))(value),
  format: always,
  minLength: (min, value) => text((value) => [...value].length >= min)(value),
  maxLength: (max, value) => text((value) => [...value].length <= max)(value),
  minimum: (min, value) => typeof value !== 'number' || value >= min,
  maximum: (max, value) => typeof value !== 'number' || value <= max,
  allOf: (schemas, value) => schemas.every((schema: Schema) => isValid(schema, value)),
  anyOf: (schemas, value) => schemas.some((schema: Schema) => isValid(schema, value)),
  oneOf: (schemas, value) => schemas.filter((schema: Schema) => isValid(schema, value)).length === 1,
  properties: (properties, value) =>
    !types['object']?.(value) ||
    Object.entries(value as object).every(([name, part]) => !(name in properties) || isValid(properties[name], part)),
  items: (schema, value) => !Array.isArray(value) || value.every((item) => isValid(schema, item)),
  maxItems: (max, value) => !Array.isArray(value) || value.length <= max,
  required: (names, value) => names.every((name: string) => Object.hasOwn(value as object, name)),
  const: (only, value) => value === only,
  default: always,
  description: always,
}

/** Texts that people write: every plane, several lines, and now and then a long one. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'abc XYZ 019 _-.,!?@#é中🖖\n\t'), maxLength: 300 }),
    fc.constantFrom('worf', 'a word', '1', 'ab'.repeat(600)),
  )
  .map((value) => value.normalize('NFC'))

const instant = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })

/** Values that a schema accepts. `known` are values of fields that name something, by the name of the field. */
export function validFor(schema: Schema, known: Record<string, unknown[]>, field = ''): fc.Arbitrary<unknown> {
  return candidatesFor(schema, known, field).filter((value) => isValid(schema, value))
}

function candidatesFor(schema: Schema, known: Record<string, unknown[]>, field: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    const values = fields.map(([name, part]) => [name, validFor(part, known, name)] as const)
    return fc.record(Object.fromEntries(values), { requiredKeys: schema.required ?? [] })
  }
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part) => validFor(part, known, field)))
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'array')
    return fc.array(validFor(schema.items ?? {}, known), { maxLength: schema.maxItems ?? 10 })
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 2 ** 31 })
  if (schema.format === 'date-time') return instant.map((date) => date.toISOString())
  const shaped = schema.pattern && isSimple(schema.pattern) ? [fc.stringMatching(new RegExp(schema.pattern))] : []
  const named = known[field] ? [fc.constantFrom(...known[field])] : []
  return fc.oneof(...named, ...(shaped.length > 0 ? shaped : [anyText]))
}

/** Whether a pattern is anchored, so that random matches of it are short. */
const isSimple = (pattern: string) => /^\^[^^]*\$$/.test(pattern) && !pattern.includes('\\u')

/** Anything that JSON can hold, most of it refused by every schema. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', ' ', '0', '-1', '1e9', 'null', '\u0000', '%', '%zz', '../..', '__proto__', 'x'.repeat(3000)),
  fc.constantFrom(null, true, 0, -1, 2 ** 53, [], {}, ['a']),
  fc.jsonValue({ maxDepth: 2 }),
)
