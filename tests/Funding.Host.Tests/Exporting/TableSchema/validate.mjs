// Validates a CSV file against a Table Schema with the Open Knowledge Foundation's library: node validate.mjs SCHEMA CSV.
// It prints { schema: [fault…], rows, faults: [{ line, messages }…] } as JSON; the schema's own faults come first.
import { readFileSync } from 'node:fs'
import tableschema from 'tableschema'

const [descriptor, file] = [JSON.parse(readFileSync(process.argv[2], 'utf8')), process.argv[3]]
const schema = await tableschema.Schema.load(descriptor)
const messages = error => (error.errors?.length ? error.errors : [error]).map(each => each.message)
const table = await tableschema.Table.load(file, { schema: descriptor })
const read = await table.read({ forceCast: true })
const faults = read.filter(row => row instanceof Error).map(error => ({ line: error.rowNumber ?? 0, messages: messages(error) }))
process.stdout.write(JSON.stringify({ schema: schema.errors.map(error => error.message), rows: read.length - faults.length, faults }))
