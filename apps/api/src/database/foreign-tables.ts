import type pg from 'pg'

type Relation = { name: string; schema: string; columns: string[] }

/**
 * A message for the operator about tables of somebody else in our schemas. Null when there are
 * none, or when they are ours: our tables come with `schema_migrations`, which names the migrations that made them.
 */
export async function foreignTables(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<Relation>(relations)
  if (rows.length === 0) return null
  const journal = rows.find(isOurJournal)
  const others = rows.filter((relation) => relation !== journal)
  if (journal && (others.length === 0 || (await hasRows(client, journal)))) return null
  const names = others.map(({ name, schema }) => (schema === 'public' ? name : `${schema}.${name}`))
  const list = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  const remedy = 'create an empty database and name that one'
  if (others.some(isOriginal)) {
    const whose = 'is the database of the original Cruddur, which this version cannot use'
    return `${whose} (${list}): ${remedy}, then bring people and cruds along by \`npm run import:original\`. Nothing was changed`
  }
  return `holds tables that are not Cruddur’s (${list}): ${remedy}. Nothing was changed`
}

/** All named objects in our schemas. Objects of extensions are ignored. */
const relations = `
  select c.relname as name, n.nspname as schema,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'auth', current_user) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('e', 'a', 'i'))
  union all
  select '(schema)', nspname, '{}' from pg_namespace where nspname = 'auth'
  order by 2 desc, 1`

/** Other tools have a table of the same name, with other columns. */
const isOurJournal = ({ name, columns }: Relation) => name === 'schema_migrations' && columns.includes('sha256')

const isOriginal = ({ name, columns }: Relation) => name === 'users' && columns.includes('cognito_user_id')

async function hasRows(client: pg.Client, { schema, name }: Relation): Promise<boolean> {
  const table = [schema, name].map((part) => client.escapeIdentifier(part)).join('.')
  return (await client.query(`select from ${table} limit 1`)).rows.length > 0
}
