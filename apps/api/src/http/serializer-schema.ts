import { z } from 'zod'

type JsonSchema = { [key: string]: unknown }

/** Constraints that the serializer does not need. Tests check them; here they would slow every reply down. */
const constraints = new Set(['$schema', 'pattern', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'const'])

/**
 * The JSON Schema of a reply, reduced to its shape for Fastify's serializer. The serializer writes the properties that the
 * shape names, leaves out all others, and throws when a required one is missing.
 */
export function serializerSchema(schema: z.core.$ZodType): JsonSchema {
  return shapeOf(z.toJSONSchema(schema, { target: 'draft-7', io: 'output' }) as JsonSchema)
}

function shapeOf(schema: JsonSchema): JsonSchema {
  const alternatives = schema['anyOf']
  if (Array.isArray(alternatives)) {
    const shapes = alternatives.filter((alternative) => alternative.type !== 'null').map(shapeOf)
    const shape = shapes.length > 1 ? mergedShape(shapes) : shapes[0]
    if (!shape) throw new Error('a reply cannot be null alone')
    return alternatives.length > shapes.length ? { ...shape, nullable: true } : shape
  }
  const entries = Object.entries(schema).filter(([key]) => !constraints.has(key))
  return Object.fromEntries(entries.map(([key, value]) => [key, shapeOfPart(key, value)]))
}

/**
 * One shape for a reply that is one of several objects: the properties of any of them, the required ones of all of them. With
 * alternatives the serializer would validate every value against each of them.
 */
function mergedShape(shapes: JsonSchema[]): JsonSchema {
  if (shapes.some((shape) => shape['type'] !== 'object')) throw new Error('a reply may be one of several objects only')
  const required = shapes.map((shape) => (shape['required'] ?? []) as string[])
  return {
    type: 'object',
    properties: Object.assign({}, ...shapes.map((shape) => shape['properties'])),
    required: required.reduce((common, names) => common.filter((name) => names.includes(name))),
    additionalProperties: false,
  }
}

function shapeOfPart(key: string, value: unknown): unknown {
  if (key === 'properties') return mapValues(value as Record<string, JsonSchema>, shapeOf)
  if (key === 'items' && typeof value === 'object') return shapeOf(value as JsonSchema)
  return value
}

const mapValues = <A, B>(object: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
