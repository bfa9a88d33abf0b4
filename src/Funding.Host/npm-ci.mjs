// Installs what package-lock.json names, once: a stamp in node_modules keeps the hash of what was installed.
// Two builds may come at the same time (two test projects, a publish beside a test run): the second waits for the first
// and then finds the stamp. Without that, `npm ci` removes node_modules under the reader's feet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const [lock, stamp] = ['obj/npm-ci.lock', 'node_modules/.installed']
const waitMilliseconds = 10 * 60_000
const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']

const wanted = ['package.json', 'package-lock.json', '.npmrc']
  .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256')).digest('hex')
const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

await take()
process.on('exit', () => rmSync(lock, { recursive: true, force: true }))
if (!installed()) install()
utimesSync(stamp, new Date(), new Date())

function install() {
  const npm = spawnSync('npm', flags, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
  if (npm.error) fail('FUNDNPM1', `npm cannot be started (${npm.error.code}): building Funding.Host needs Node.js 20 or later with npm.`)
  if (npm.status !== 0) fail('FUNDNPM2', `npm ${flags.join(' ')} failed in ${process.cwd()}:\n${npm.stdout}${npm.stderr}`)
  writeFileSync(stamp, wanted)
}

async function take() {
  mkdirSync('obj', { recursive: true })
  for (const start = Date.now(); ; await sleep(200)) {
    try {
      mkdirSync(lock)
      writeFileSync(`${lock}/pid`, String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (abandoned()) rmSync(lock, { recursive: true, force: true })
    else if (Date.now() - start > waitMilliseconds) fail('FUNDNPM3', `another build holds ${lock}: remove it if none is running.`)
  }
}

// A holder that was killed leaves its lock behind; one that has not yet written its pid is given five seconds.
function abandoned() {
  try {
    process.kill(Number(readFileSync(`${lock}/pid`, 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    return error.code === 'ENOENT' && existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 5_000
  }
}

// Written as MSBuild reads an error, so that the build names it.
function fail(code, message) {
  console.error(`npm-ci.mjs : error ${code}: ${message}`)
  process.exit(1)
}
