// Turns the official code of territories (@etalab/decoupage-administratif) into the CSVs that the host embeds:
//   regions.csv      code,name                                the 18 regions: overseas collectivities have no ARS
//   departments.csv  code,name,region                         the 101 departments of those regions
//   communes.csv     code,name,department,region,population,city
// A commune row is a commune of today or a municipal arrondissement of Paris, Lyon or Marseille, which a CPTS may have as its
// territory; `city` is then the commune that it is a part of, and empty otherwise. Rows are in code order. No field has a comma.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const [source, target] = process.argv.slice(2)
const read = name => JSON.parse(readFileSync(`${source}/data/${name}.json`, 'utf8'))
const byCode = (a, b) => (a.code < b.code ? -1 : 1)

const regions = read('regions').filter(r => r.zone !== 'com').sort(byCode)
const kept = new Set(regions.map(r => r.code))
const departments = read('departements').filter(d => kept.has(d.region)).sort(byCode)
const communes = read('communes')
  .filter(c => kept.has(c.region) && (c.type === 'commune-actuelle' || c.type === 'arrondissement-municipal')).sort(byCode)

mkdirSync(target, { recursive: true })
write('regions', ['code', 'name'], regions.map(r => [r.code, r.nom]))
write('departments', ['code', 'name', 'region'], departments.map(d => [d.code, d.nom, d.region]))
write('communes', ['code', 'name', 'department', 'region', 'population', 'city'],
  communes.map(c => [c.code, c.nom, c.departement, c.region, c.population, c.commune ?? '']))

function write(name, header, rows) {
  for (const row of rows)
    for (const field of row)
      if (field === undefined || /[",\n\r]/.test(String(field))) throw new Error(`${name}.csv: ${row} does not fit an unquoted CSV`)
  const file = `${target}/${name}.csv`
  // A parallel build reads the whole file or none.
  writeFileSync(`${file}.${process.pid}`, [header, ...rows].map(row => row.join(',') + '\n').join(''))
  renameSync(`${file}.${process.pid}`, file)
}
